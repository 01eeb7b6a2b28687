//! Values completed while they are typed.

use std::collections::BTreeMap;

use index_config::{Audiences, FacetField, Filter, Query};
use publication::Audience;

use super::{Subject, changes, evaluator::is_of, filters::values, records, request};
use crate::SearchError;

const APPLICANTS: [(&str, &[&str], Audiences); 8] = [
    ("TH-patent-2001-A", &["Siam Cell Co., Ltd.", "สยามเซลล์"], Audiences::BOTH),
    ("TH-patent-2002-A", &["Siam Cell Co., Ltd.", "สยามเซลล์"], Audiences::BOTH),
    ("TH-patent-2003-A", &["siam pump"], Audiences::BOTH),
    ("VN-patent-2004-A", &["Müller Siam"], Audiences::BOTH),
    ("CN-patent-2005-A", &["深圳示例新能源有限公司"], Audiences::BOTH),
    ("VN-patent-2006-A", &["Secret Siam", "Siamese Twins"], Audiences::INSIDE),
    ("ID-patent-2007-A", &["Simple"], Audiences::BOTH),
    ("ID-patent-2008-A", &[], Audiences::BOTH),
];

/// What begins so is given with its count, what does not is not, and the public learns of nothing hidden.
pub(super) async fn hold(subject: &dyn Subject) {
    let held: Vec<_> = APPLICANTS
        .into_iter()
        .map(|(id, names, audiences)| {
            let mut record = records::bare(id);
            record.audiences = audiences;
            record.applicants = names.iter().map(|name| (*name).to_owned()).collect();
            record.applicants_counted = record.applicants.iter().take(1).cloned().collect();
            record
        })
        .collect();
    let engine = subject.holding(changes(held.clone()), 3).await;
    let th = Query::Filter(Filter::Offices(vec!["TH".parse().expect("an office")]));
    for audience in [Audience::Public, Audience::Inside] {
        for query in [Query::Everything, th.clone()] {
            for field in [FacetField::ApplicantName, FacetField::Applicant, FacetField::Office] {
                let mut request = request(query.clone());
                (request.audience, request.highlight, request.limit) = (audience, false, 100);
                let mut counts: BTreeMap<String, u64> = BTreeMap::new();
                for record in held.iter().filter(|record| record.audiences.has(audience) && is_of(record, &query)) {
                    for value in values(record, field) {
                        *counts.entry(value).or_default() += 1;
                    }
                }
                // (typed, as the whole value begins, as a word of it may begin)
                for (typed, folded) in
                    [("", ""), ("siam", "siam"), ("SIAM C", "siam c"), ("ｓｉａｍ", "siam"), ("深圳", "深圳"), ("t", "t"), ("xyz", "xyz")]
                {
                    let facet = engine.facet_values(field, typed, &request).await.expect("values");
                    assert_eq!(facet.field, field);
                    assert!(!facet.more);
                    assert!(facet.counts.is_sorted_by_key(|count| std::cmp::Reverse(count.count)), "most frequent first");
                    for (value, count) in &counts {
                        let given = facet.counts.iter().find(|given| given.value == *value).map(|given| given.count);
                        let lower = value.to_lowercase();
                        if lower.starts_with(folded) {
                            assert_eq!(given, Some(*count), "{typed} {value} {field:?} {audience:?}");
                        } else if !lower.split(' ').any(|word| word.starts_with(folded)) && !lower.contains(&format!(" {folded}")) {
                            assert_eq!(given, None, "{typed} {value} {field:?} {audience:?}");
                        }
                    }
                    for given in &facet.counts {
                        assert_eq!(counts.get(&given.value), Some(&given.count), "{typed} {field:?} {audience:?} {query:?}");
                    }
                }
            }
        }
    }
    let mut one = request(Query::Everything);
    (one.audience, one.limit) = (Audience::Public, 1);
    let facet = engine.facet_values(FacetField::ApplicantName, "siam", &one).await.expect("values");
    assert!(facet.more);
    assert_eq!(facet.counts.iter().map(|count| (count.value.as_str(), count.count)).collect::<Vec<_>>(), [("Siam Cell Co., Ltd.", 2)]);
    let long = engine.facet_values(FacetField::ApplicantName, &"s".repeat(500), &one).await;
    assert!(matches!(long, Err(SearchError::TooLarge(_))));
}
