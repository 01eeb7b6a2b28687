//! Order: engines weigh differently, but of an obvious query the first hit is the same.

use index_config::TextOrigin::{Human, Machine, Original};
use publication::TextPart::{Abstract, Claims, Description, Title};

use super::{Sketch, Subject, changes, record, request, words};

/// Publications of a small library, each about something.
const LIBRARY: &[Sketch] = &[
    Sketch {
        id: "TH-patent-2001-A",
        texts: &[
            (Title, "en", Original, "Lithium battery with a ceramic separator"),
            (Abstract, "en", Original, "A battery whose separator is of a ceramic."),
            (Title, "ja", Machine, "セラミックセパレータを有するリチウム電池"),
        ],
    },
    Sketch {
        id: "VN-patent-2002-A",
        texts: &[
            (Title, "en", Original, "Electric vehicle"),
            (Abstract, "en", Original, "A vehicle with a motor and a battery."),
            (Title, "ja", Human, "電気自動車"),
        ],
    },
    Sketch {
        id: "ID-patent-2003-A",
        texts: &[
            (Title, "en", Original, "Rice cooker"),
            (Claims, "en", Original, "A rice cooker with a lid and a valve."),
            (Description, "en", Original, "The cooker may be fed by a battery or from the mains."),
            (Title, "ja", Human, "炊飯器"),
        ],
    },
    Sketch {
        id: "CN-patent-2004-A",
        texts: &[
            (Title, "zh-Hans", Original, "一种阀门"),
            (Abstract, "zh-Hans", Original, "本发明公开一种用于管道的阀门。"),
            (Title, "ja", Machine, "弁"),
            (Abstract, "ja", Machine, "本発明は、配管用の弁を開示する。"),
        ],
    },
    Sketch {
        id: "TH-patent-2005-A",
        texts: &[
            (Title, "en", Original, "Valve for a water pipe"),
            (Abstract, "en", Original, "A valve with a spring keeps water from flowing back."),
            (Title, "ja", Human, "水道管用の弁"),
        ],
    },
    Sketch {
        id: "KR-patent-2006-A",
        texts: &[(Title, "ko", Original, "전기 자동차용 배터리"), (Title, "ja", Machine, "電気自動車用バッテリー")],
    },
];

/// Words, and whose publication comes first.
const OBVIOUS: &[(&str, &str)] = &[
    ("battery", "TH-patent-2001-A"),
    ("rice cooker", "ID-patent-2003-A"),
    ("valve", "TH-patent-2005-A"),
    ("电池 阀门", ""),
    ("阀门", "CN-patent-2004-A"),
    ("電気自動車", "VN-patent-2002-A"),
    ("炊飯器", "ID-patent-2003-A"),
    ("セパレータ", "TH-patent-2001-A"),
    ("배터리", "KR-patent-2006-A"),
    ("vehicle", "VN-patent-2002-A"),
    ("水道管", "TH-patent-2005-A"),
];

/// The first hit of each.
pub(super) async fn hold(subject: &dyn Subject) {
    let engine = subject.holding(changes(LIBRARY.iter().map(record).collect()), 1).await;
    for (given, first) in OBVIOUS {
        let answer = engine.search(&request(words(given))).await.expect(given);
        let found = answer.hits.first().map(|hit| hit.id.to_string()).unwrap_or_default();
        assert_eq!(found, *first, "{given}: {:?}", answer.hits.iter().map(|hit| (hit.id.to_string(), hit.score)).collect::<Vec<_>>());
    }
}
