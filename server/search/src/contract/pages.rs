//! Order and pages.

use std::collections::BTreeSet;

use index_config::{Query, Sort, TextOrigin};
use publication::TextPart;

use super::{Subject, changes, records, request, words};

/// Many records that are equally good, some undated.
pub(super) async fn hold(subject: &dyn Subject) {
    let records = (0..230_u32)
        .map(|at| {
            let mut record = records::bare(&format!("{}-patent-{:05}-A", ["TH", "VN", "ID"][at as usize % 3], at * 7919 % 100_000));
            record.publication_date = if at % 5 == 0 { None } else { Some(20_200_101 + at % 4) };
            record.texts.push(records::text(TextPart::Title, "en", TextOrigin::Original, "pump"));
            record
        })
        .collect::<Vec<_>>();
    let dates: std::collections::HashMap<String, Option<u32>> =
        records.iter().map(|record| (record.id.to_string(), record.publication_date)).collect();
    let engine = subject.holding(changes(records), 1).await;
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        for query in [words("pump"), Query::Everything] {
            let mut seen = Vec::new();
            for page in 0..10 {
                let mut request = request(query.clone());
                request.sort = sort;
                request.offset = page * 25;
                request.limit = 25;
                request.highlight = false;
                let answer = engine.search(&request).await.expect("a page");
                assert_eq!(answer.total.count, 230);
                seen.extend(answer.hits.into_iter().map(|hit| hit.id.to_string()));
            }
            assert_eq!(seen.len(), 230, "{sort:?}");
            assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), 230, "{sort:?}: no hit twice");
            let key = |id: &String| {
                let date = dates.get(id).copied().flatten().map(i64::from);
                (date.is_none(), date.map(|date| if sort == Sort::Oldest { date } else { -date }), id.clone())
            };
            assert!(seen.is_sorted_by_key(key), "{sort:?}: by date, undated last, then by id");
        }
    }
    let mut beyond = request(Query::Everything);
    (beyond.offset, beyond.limit) = (1_000, 10);
    let answer = engine.search(&beyond).await.expect("an empty page");
    assert!(answer.hits.is_empty() && answer.total.count == 230);
}
