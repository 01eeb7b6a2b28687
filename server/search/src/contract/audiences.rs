//! What the public must not learn of.

use index_config::{Audiences, FacetField, Query, Sort, TextOrigin};
use publication::{Audience, TextPart};

use super::{Subject, exactly, ids, records, request, words};
use crate::IndexChange;

/// A record with two projections, one for both, one for people inside.
pub(super) async fn hold(subject: &dyn Subject) {
    let with = |id: &str, audiences, applicant: &str, title: &str| {
        let mut record = records::bare(id);
        record.audiences = audiences;
        record.applicants.push(applicant.to_owned());
        record.applicants_counted.push(applicant.to_owned());
        record.texts.push(records::text(TextPart::Title, "en", TextOrigin::Original, title));
        record
    };
    let two = vec![
        with("TH-patent-1001-A", Audiences::PUBLIC, "Open Ltd", "pump"),
        with("TH-patent-1001-A", Audiences::INSIDE, "Hidden Ltd", "secret pump"),
    ];
    let both = vec![with("TH-patent-1002-A", Audiences::BOTH, "Open Ltd", "pump")];
    let hidden = vec![with("VN-patent-1003-A", Audiences::INSIDE, "Hidden Ltd", "secret pump")];
    let changes =
        [two, both, hidden].into_iter().filter_map(|records| Some(IndexChange { id: records.first()?.id.clone(), records })).collect();
    let engine = subject.holding(changes, 7).await;
    let ask = |query: Query, audience| {
        let mut request = request(query);
        request.audience = audience;
        request.sort = Sort::Newest;
        request.facets = vec![FacetField::Applicant, FacetField::Office];
        request
    };
    for (query, public, inside) in
        [(words("pump"), 2, 3), (Query::Everything, 2, 3), (words("secret"), 0, 2), (exactly("secret pump"), 0, 2)]
    {
        for (audience, count) in [(Audience::Public, public), (Audience::Inside, inside)] {
            let answer = engine.search(&ask(query.clone(), audience)).await.expect("an answer");
            assert_eq!(answer.total.count, count, "{query:?} {audience:?}");
            assert_eq!(answer.hits.len() as u64, count);
            assert!(answer.total.exact);
            assert_eq!(answer.applied, 7);
            assert_eq!(
                ids(&answer).len(),
                {
                    let mut ids = ids(&answer);
                    ids.dedup();
                    ids.len()
                },
                "a publication counts once"
            );
            if audience == Audience::Public {
                let told = format!("{:?} {:?}", answer.facets, answer.hits);
                assert!(!told.contains("Hidden") && !told.contains("secret") && !told.contains("VN"), "{told}");
            }
        }
    }
    let denied = Query::Not(Box::new(words("secret")));
    let answer = engine.search(&ask(denied, Audience::Public)).await.expect("an answer");
    assert_eq!(ids(&answer), ["TH-patent-1001-A", "TH-patent-1002-A"]);
}
