//! Generated publications in the exchange's mix, and questions about them.

use std::error::Error;

use index_config::{Audiences, Filter, IndexRecord, IndexText, Query, TextOrigin, TextQuery};
use publication::{Classification, ClassificationScheme, Element, IsoDate, LegalStatus, TextPart};

/// Small, fast and the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    fn throw(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % below.max(1)
    }

    /// Few values often, many seldom, as words come.
    fn skewed(&mut self, below: usize) -> usize {
        let fraction = self.throw(1 << 20) as f64 / f64::from(1 << 20);
        ((below as f64).powf(fraction) - 1.0) as usize
    }
}

/// A language's words, made of its syllables.
pub struct Vocabulary {
    tag: &'static str,
    words: Vec<String>,
    space: &'static str,
    stop: &'static str,
}

pub fn vocabularies(dice: &mut Dice) -> Vec<Vocabulary> {
    let characters = |from: u32, count: u32| (from..from + count).filter_map(char::from_u32).map(String::from).collect::<Vec<_>>();
    let latin: Vec<String> =
        ["ba", "tor", "li", "mec", "an", "ing", "pre", "so", "ven", "tri", "cal", "um", "ex", "der", "ous", "ne"].map(String::from).into();
    let cyrillic: Vec<String> = ["ба", "тор", "ли", "мех", "ан", "ение", "пре", "со", "вен", "три", "кал", "ом"].map(String::from).into();
    let thai: Vec<String> =
        ["การ", "ผลิต", "วิธี", "น้ำ", "เครื่อง", "ไฟฟ้า", "อุปกรณ์", "ที่", "และ", "ของ", "พลังงาน", "แสง", "ระบบ", "ใช้"].map(String::from).into();
    let vietnamese: Vec<String> =
        ["bình", "điện", "đèn", "phương", "pháp", "thiết", "bị", "sản", "xuất", "của", "và", "nước", "máy"].map(String::from).into();
    let kanji = [characters(0x4E00, 600), characters(0x3042, 60), characters(0x30A2, 60)].concat();
    let mut make = |tag, syllables: &[String], words: usize, length: usize, space, stop| Vocabulary {
        tag,
        words: (0..words).map(|_| (0..1 + dice.throw(length)).map(|_| syllables[dice.throw(syllables.len())].as_str()).collect()).collect(),
        space,
        stop,
    };
    vec![
        make("ja", &kanji, 6_000, 4, "", "。\n"),
        make("en", &latin, 12_000, 4, " ", ".\n"),
        make("zh-Hans", &characters(0x5200, 900), 5_000, 3, "", "。\n"),
        make("ko", &characters(0xAC00, 700), 5_000, 3, " ", ".\n"),
        make("th", &thai, 3_000, 2, "", "\n"),
        make("vi", &vietnamese, 13, 1, " ", ".\n"),
        make("id", &latin, 9_000, 4, " ", ".\n"),
        make("de", &latin, 12_000, 5, " ", ".\n"),
        make("ru", &cyrillic, 9_000, 4, " ", ".\n"),
    ]
}

fn prose(vocabulary: &Vocabulary, bytes: usize, dice: &mut Dice) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut sentence = 0;
    while text.len() < bytes {
        text.push_str(&vocabulary.words[dice.skewed(vocabulary.words.len())]);
        sentence += 1;
        if sentence > 8 + dice.throw(12) {
            text.push_str(vocabulary.stop);
            sentence = 0;
        } else {
            text.push_str(vocabulary.space);
        }
    }
    text
}

pub fn record(at: usize, vocabularies: &[Vocabulary], dice: &mut Dice) -> Result<IndexRecord, Box<dyn Error>> {
    // The office and the language in which it publishes.
    const OFFICES: [(&str, usize); 8] = [("CN", 2), ("KR", 3), ("TH", 4), ("VN", 5), ("ID", 6), ("DE", 7), ("RU", 8), ("EP", 1)];
    let (office, language) = OFFICES[dice.skewed(OFFICES.len())];
    let original = &vocabularies[language];
    let right = ["patent", "patent", "patent", "utility-model", "design"][dice.throw(5)];
    let mut texts = Vec::new();
    let mut add = |part, vocabulary: &Vocabulary, origin, bytes, dice: &mut Dice| -> Result<(), Box<dyn Error>> {
        texts.push(IndexText { part, language: vocabulary.tag.parse()?, origin, text: prose(vocabulary, bytes, dice) });
        Ok(())
    };
    let japanese = [TextOrigin::Machine, TextOrigin::Machine, TextOrigin::Memory, TextOrigin::Human][dice.throw(4)];
    add(TextPart::Title, original, TextOrigin::Original, 60, dice)?;
    add(TextPart::Title, &vocabularies[0], japanese, 60, dice)?;
    add(TextPart::Abstract, original, TextOrigin::Original, 900, dice)?;
    add(TextPart::Abstract, &vocabularies[0], japanese, 900, dice)?;
    let kind = dice.throw(100);
    if kind >= 60 {
        add(TextPart::Claims, original, TextOrigin::Original, 4_000, dice)?;
    }
    if kind >= 95 {
        add(TextPart::Description, original, TextOrigin::Original, 54_000, dice)?;
    }
    let symbol = format!(
        "{}{:02}{} {}/{:02}",
        ["A", "B", "C", "G", "H"][dice.throw(5)],
        1 + dice.throw(12),
        ["B", "C", "M", "K"][dice.throw(4)],
        1 + dice.throw(60),
        dice.throw(90)
    );
    let date = |dice: &mut Dice| u32::try_from((2005 + dice.throw(20)) * 10_000 + (1 + dice.throw(12)) * 100 + 1 + dice.throw(28)).ok();
    let applicant = format!("{} {} Co., Ltd.", vocabularies[1].words[dice.skewed(4_000)], vocabularies[1].words[dice.skewed(40)]);
    Ok(IndexRecord {
        id: format!("{office}-{right}-{}-{}", 10_000_000 + at, ["A", "B1", "U"][dice.throw(3)]).parse()?,
        audiences: Audiences::BOTH,
        publication_date: date(dice),
        application_date: date(dice),
        mark_texts: Vec::new(),
        mark_feature: None,
        numbers: vec![format!("{office}{}", 10_000_000 + at), (10_000_000 + at).to_string()],
        classifications: vec![Classification {
            scheme: ClassificationScheme::Ipc,
            national_scheme: None,
            as_published: symbol.clone(),
            symbol,
            version: None,
            rank: None,
            inventive: None,
            office: None,
        }],
        applicants: vec![applicant.clone()],
        applicants_counted: vec![applicant],
        status: LegalStatus::ALL[dice.skewed(LegalStatus::ALL.len())],
        inventors: vec![vocabularies[7].words[dice.skewed(4_000)].clone()],
        language: original.tag.parse().ok(),
        elements: vec![Element::Title, Element::Abstract, Element::Application],
        texts,
        sample: false,
    })
}

pub fn queries(vocabularies: &[Vocabulary], dice: &mut Dice) -> Result<Vec<Query>, Box<dyn Error>> {
    let mut queries = Vec::new();
    let word = |vocabulary: &Vocabulary, dice: &mut Dice| vocabulary.words[dice.skewed(vocabulary.words.len())].clone();
    let text = |words: String| Query::Text(TextQuery::anywhere(words));
    for _ in 0..12 {
        let ja = &vocabularies[0];
        queries.push(text(format!("{}{}", word(ja, dice), word(ja, dice))));
        queries.push(text(word(ja, dice)));
        queries.push(text(format!("{} {}", word(ja, dice), word(ja, dice))));
        for vocabulary in &vocabularies[1..] {
            queries.push(text(word(vocabulary, dice)));
            queries.push(text(format!("{} {}", word(vocabulary, dice), word(vocabulary, dice))));
        }
        let exact =
            TextQuery { exact: true, ..TextQuery::anywhere(format!("{} {}", word(&vocabularies[1], dice), word(&vocabularies[1], dice))) };
        queries.push(Query::Text(exact));
        let from = Some(IsoDate::new(2010, 1, 1)?);
        queries.push(Query::And(vec![
            Query::Or(vec![text(word(ja, dice)), text(word(&vocabularies[1], dice))]),
            Query::Filter(Filter::Offices(vec!["CN".parse()?, "KR".parse()?])),
            Query::Filter(Filter::Published { from, to: None }),
            Query::Not(Box::new(text(word(ja, dice)))),
        ]));
        queries.push(Query::And(vec![text(word(ja, dice)), Query::Filter(Filter::Class { scheme: None, symbol: "H01M".to_owned() })]));
        queries.push(Query::Filter(Filter::Applicant(word(&vocabularies[1], dice))));
    }
    queries.push(Query::Everything);
    Ok(queries)
}

/// Conditions that most of the records meet.
///
/// # Errors
/// Never: the codes are right.
pub fn broad() -> Result<Vec<Query>, Box<dyn Error>> {
    let offices = |codes: &[&str]| -> Result<Query, Box<dyn Error>> {
        Ok(Query::Filter(Filter::Offices(codes.iter().map(|code| code.parse()).collect::<Result<_, _>>()?)))
    };
    let since = |year| -> Result<Query, Box<dyn Error>> {
        Ok(Query::Filter(Filter::Published { from: Some(IsoDate::new(year, 1, 1)?), to: None }))
    };
    let mut broad = vec![Query::Filter(Filter::Has(vec![Element::Abstract])), offices(&["CN", "KR"])?, offices(&["CN", "KR", "TH", "VN"])?];
    for year in 2006..2014 {
        broad.push(since(year)?);
        broad.push(Query::And(vec![offices(&["CN", "KR", "TH"])?, since(year)?]));
    }
    Ok(broad)
}
