//! Good pairs in eight languages, and what the checks say once each has been spoiled in one of eleven ways.
//!
//! `cargo test -p translator --test seeded_corruption -- --nocapture` prints what was caught by class and language, and every good pair that
//! was taken for a bad one. Every third pair is held out: the checks were not tuned on those, and they are counted apart. With
//! `SHOW=misses` what was not caught among the others is printed as well.

use std::collections::BTreeMap;

use translator::{Checker, ForbiddenTerm, Language, TermEntry, Termbase};

const EUROPE: &str = include_str!("pairs/europe.tsv");
const ASIA: &str = include_str!("pairs/asia.tsv");

struct Pair {
    language: String,
    source: String,
    japanese: String,
    held_out: bool,
}

fn pairs() -> Vec<Pair> {
    let mut out = Vec::new();
    for table in [EUROPE, ASIA] {
        let mut lines = table.lines();
        let tags: Vec<&str> = lines.next().unwrap_or_default().split('\t').skip(1).collect();
        for (row, line) in lines.enumerate() {
            let mut cells = line.split('\t');
            let japanese = cells.next().unwrap_or_default();
            for (tag, source) in tags.iter().zip(cells) {
                out.push(Pair {
                    language: (*tag).to_owned(),
                    source: source.to_owned(),
                    japanese: japanese.to_owned(),
                    held_out: row % 3 == 2,
                });
            }
        }
    }
    out
}

/// The terms of the test's termbase, by language, with a word that may not be used for them.
const TERMS: &[(&str, &[&str])] = &[
    ("en", &["electrode", "battery", "lens", "vehicle", "catalyst", "container"]),
    ("de", &["elektrode", "batterie", "linse", "fahrzeug", "katalysator", "behälter"]),
    ("fr", &["électrode", "batterie", "lentille", "véhicule", "catalyseur", "récipient"]),
    ("ru", &["электрод", "аккумулятор", "линза", "транспорт", "катализатор", "контейнер"]),
    ("zh", &["电极", "电池", "透镜", "车辆", "催化剂", "容器"]),
    ("ko", &["전극", "배터리", "렌즈", "차량", "촉매", "용기"]),
    ("th", &["ขั้วไฟฟ้า", "แบตเตอรี่", "เลนส์", "ยานพาหนะ", "ตัวเร่งปฏิกิริยา", "ภาชนะ"]),
    ("vi", &["điện cực", "pin", "thấu kính", "phương tiện", "chất xúc tác", "vật chứa"]),
];
const TERMS_JAPANESE: [(&str, &str); 6] =
    [("電極", "エレクトロード"), ("電池", "バッテリ"), ("レンズ", "透鏡"), ("車両", "乗り物"), ("触媒", "カタリスト"), ("容器", "入れ物")];

const CLASSES: [(&str, &[&str]); 11] = [
    ("number", &["check-numbers"]),
    ("sentence", &["check-omission"]),
    ("signs", &["check-signs"]),
    ("bound", &["check-bounds"]),
    ("negation", &["check-negation"]),
    ("claim", &["check-claim-references"]),
    ("unit", &["check-units"]),
    ("left-over", &["check-source-script"]),
    ("repetition", &["check-repetition"]),
    ("bracket", &["check-brackets"]),
    ("term", &["check-term", "check-forbidden-term"]),
];

/// Runs of ASCII digits with a point, or digits and a letter, with what stands before and after.
fn numbers(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_ascii_digit() || (start.is_some() && matches!(c, '.' | ','));
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                out.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    out
}

fn signs(text: &str) -> Vec<(std::ops::Range<usize>, String)> {
    numbers(text)
        .into_iter()
        .filter_map(|range| {
            let before = &text[..range.start];
            let letter = text[range.end..].chars().next().filter(|c| *c == 'a');
            let end = range.end + letter.map_or(0, char::len_utf8);
            let after = text[end..].chars().next().unwrap_or(' ');
            let noun = before
                .trim_end_matches('(')
                .chars()
                .next_back()
                .is_some_and(|c| ('ァ'..='ー').contains(&c) || ('一'..='龯').contains(&c) || "ねた".contains(c));
            let other = ["第", "図", "請求項", "番号", "約", "樹脂"].iter().any(|word| before.ends_with(word));
            let value = &text[range.start..end];
            (noun && !other && !value.contains('.') && "はがをにとのかおで、)上".contains(after))
                .then(|| (range.start..end, value.to_owned()))
        })
        .collect()
}

fn replaced(text: &str, range: std::ops::Range<usize>, with: &str) -> String {
    format!("{}{with}{}", &text[..range.start], &text[range.end..])
}

fn first_replaced(text: &str, list: &[(&str, &str)]) -> Vec<String> {
    list.iter().filter(|(from, _)| text.contains(from)).take(1).map(|(from, to)| text.replacen(from, to, 1)).collect()
}

/// The ways to spoil a pair in a class: none where the pair has nothing of the kind.
fn spoiled(class: &str, pair: &Pair) -> Vec<String> {
    let text = pair.japanese.as_str();
    match class {
        "number" => numbers(text)
            .into_iter()
            .filter(|range| !["第", "図", "請求項", "から"].iter().any(|word| text[..range.start].ends_with(word)))
            .take(2)
            .map(|range| {
                // 1.035 to 1.065: the last digit but one, or the only one.
                let number = &text[range.clone()];
                let at = number.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).rev().nth(1).unwrap_or(0);
                let digit = number.as_bytes()[at];
                let other = char::from(b'0' + (digit - b'0' + 3) % 10);
                replaced(text, range.start + at..range.start + at + 1, &other.to_string())
            })
            .collect(),
        "sentence" => {
            let sentences: Vec<&str> = text.split_inclusive('。').collect();
            if sentences.len() < 2 { Vec::new() } else { vec![sentences[1..].concat(), sentences[..sentences.len() - 1].concat()] }
        }
        "signs" => {
            let signs = signs(text);
            let mut values: Vec<&str> = Vec::new();
            for (_, value) in &signs {
                if !values.contains(&value.as_str()) {
                    values.push(value);
                }
            }
            let [one, two, ..] = values.as_slice() else { return Vec::new() };
            let mut out = text.to_owned();
            for (range, value) in signs.iter().rev() {
                if value == one {
                    out.replace_range(range.clone(), two);
                } else if value == two {
                    out.replace_range(range.clone(), one);
                }
            }
            vec![out]
        }
        "bound" => {
            let lost = first_replaced(
                text,
                &[
                    ("以上になると", "になると"),
                    ("以上", ""),
                    ("以下", ""),
                    ("未満", ""),
                    ("を超えると", "になると"),
                    ("を下回ると", "になると"),
                    ("を下回る場合", "の場合"),
                    ("より低くなると", "になると"),
                    ("少なくとも", ""),
                    ("最大で", ""),
                ],
            );
            let turned = first_replaced(text, &[("以上", "以下"), ("以下", "以上"), ("未満", "以上"), ("を超えると", "を下回ると")]);
            lost.into_iter().chain(turned).collect()
        }
        "negation" => first_replaced(
            text,
            &[
                ("されていない", "されている"),
                ("出力しない", "出力する"),
                ("示さない", "示す"),
                ("含まない", "含む"),
                ("送信しない", "送信する"),
                ("発芽しない", "発芽する"),
                ("ものではない", "ものである"),
                ("限定されない", "限定される"),
                ("ではなくガラス", "とガラス"),
                ("金属製ではない", "金属製である"),
                ("得られない", "得られる"),
                ("ことなく", "ことで"),
                ("増やさずに", "増やして"),
                ("設けなくても", "設ければ"),
            ],
        )
        .into_iter()
        .map(|text| if text.contains("受信しない限り") { text.replace("受信しない限り", "受信すると") } else { text })
        .map(|text| text.replace("受信されない場合", "受信された場合"))
        .collect(),
        "claim" => {
            let Some(at) = text.find("請求項") else { return Vec::new() };
            let number = numbers(&text[at..]).into_iter().next().map(|range| at + range.start..at + range.end);
            let Some(range) = number else { return Vec::new() };
            let value: u32 = text[range.clone()].parse().unwrap_or(1);
            vec![replaced(text, range, &(value + 3).to_string())]
        }
        "unit" => first_replaced(
            text,
            &[
                ("rpm", "Hz"),
                ("GHz", "MHz"),
                ("50Hz", "50kHz"),
                ("mW", "W"),
                ("MPa", "kPa"),
                ("μm", "mm"),
                ("nm", "μm"),
                ("mm", "cm"),
                ("mL", "L"),
                ("mg/L", "g/L"),
                ("℃", "K"),
                ("分間", "秒間"),
                ("時間", "分間"),
                ("重量%", "体積%"),
                ("12V", "12mV"),
                ("4.2V", "4.2kV"),
                ("10A", "10mA"),
                ("98%", "98ppm"),
                ("15%", "15ppm"),
                ("2m", "2km"),
                ("120g", "120kg"),
            ],
        ),
        "left-over" => {
            let left = left_over(pair);
            let noun = |c: char| ('ァ'..='ー').contains(&c) || ('一'..='龯').contains(&c);
            let Some(start) = text.find(noun) else { return Vec::new() };
            let end = text[start..].find(|c: char| !noun(c)).map_or(text.len(), |at| start + at);
            left.into_iter().map(|word| replaced(text, start..end, &word)).collect()
        }
        "repetition" => {
            let sentence = text.split_inclusive('。').next_back().unwrap_or(text);
            let clause_end =
                text.find('、').map_or_else(|| text.find('は').map(|at| at + 'は'.len_utf8()), |at| Some(at + '、'.len_utf8()));
            let clause = clause_end.filter(|end| text[..*end].chars().count() >= 4).map(|end| format!("{}{text}", &text[..end]));
            std::iter::once(format!("{text}{sentence}")).chain(clause).collect()
        }
        "bracket" => {
            if !text.contains('(') {
                return Vec::new();
            }
            let open = text.find('(').unwrap_or(0);
            let close = text.find(')').unwrap_or(0);
            vec![text.replacen(')', "", 1), text.replacen('(', "", 1), format!("{}{}", &text[..open], &text[close + 1..])]
        }
        _ => TERMS_JAPANESE
            .iter()
            .filter(|(wanted, _)| text.contains(wanted))
            .take(1)
            .map(|(wanted, other)| text.replace(wanted, other))
            .collect(),
    }
}

/// A word of the source, as an engine may leave it.
fn left_over(pair: &Pair) -> Option<String> {
    let source = pair.source.as_str();
    match pair.language.as_str() {
        "zh" => {
            let han: Vec<char> = source.chars().filter(|c| ('一'..='龯').contains(c)).take(5).collect();
            Some(han.into_iter().collect())
        }
        "th" => Some(source.split_whitespace().next()?.chars().take(10).collect()),
        "ko" => source
            .split_whitespace()
            .find(|word| word.chars().count() > 2 && word.chars().all(|c| ('가'..='힣').contains(&c)))
            .map(str::to_owned),
        "vi" => {
            let words: Vec<&str> = source.split_whitespace().skip(1).take(2).collect();
            Some(words.join(" "))
        }
        "de" => source
            .split(|c: char| !c.is_alphabetic())
            .find(|word| word.chars().count() > 5 && word.chars().next().is_some_and(char::is_uppercase))
            .map(str::to_owned),
        _ => source
            .split(|c: char| !c.is_alphabetic())
            .find(|word| word.chars().count() > 4 && word.chars().all(char::is_lowercase))
            .map(str::to_owned),
    }
}

#[derive(Default, Clone, Copy)]
struct Tally {
    caught: usize,
    of: usize,
}

impl Tally {
    fn cell(self) -> String {
        let text = format!("{}/{}", self.caught, self.of);
        format!("{text:>7}")
    }

    fn add(&mut self, caught: bool) {
        self.of += 1;
        self.caught += usize::from(caught);
    }

    fn share(self) -> f64 {
        if self.of == 0 { 1.0 } else { f64::from(u32::try_from(self.caught).unwrap_or(0)) / f64::from(u32::try_from(self.of).unwrap_or(1)) }
    }
}

/// The memory of the samples: pairs that were written for other ends.
fn samples() -> Vec<Pair> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/samples/memory.tsv");
    let text = std::fs::read_to_string(path).expect("the samples' memory");
    text.lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            let (language, source, japanese) = (cells.next()?, cells.next()?, cells.next()?);
            Some(Pair { language: language.to_owned(), source: source.to_owned(), japanese: japanese.to_owned(), held_out: true })
        })
        .collect()
}

#[test]
fn pairs_of_the_samples_are_left_alone() {
    let show = std::env::var("SHOW").is_ok_and(|value| value == "misses");
    let pairs = samples();
    let mut alarms: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut caught: BTreeMap<&str, Tally> = BTreeMap::new();
    for pair in &pairs {
        let language = Language::parse(&pair.language).expect("a language");
        let found = Checker::new().findings(&pair.source, &pair.japanese, &language);
        alarms.entry(&pair.language).or_default().add(!found.is_empty());
        alarms.entry("all").or_default().add(!found.is_empty());
        if show && !found.is_empty() {
            println!(
                "sample {}: {} | {} | {:?}",
                pair.language,
                pair.source,
                pair.japanese,
                found.iter().map(|f| (f.code(), f.detail.as_str())).collect::<Vec<_>>()
            );
        }
        for (class, codes) in CLASSES.iter().filter(|(class, _)| !matches!(*class, "term" | "bound")) {
            for bad in spoiled(class, pair).into_iter().filter(|bad| *bad != pair.japanese) {
                let found = Checker::new().findings(&pair.source, &bad, &language).iter().any(|finding| codes.contains(&finding.code()));
                caught.entry(class).or_default().add(found);
                if !found && show {
                    println!("sample missed {class} {}: {} | {bad}", pair.language, pair.source);
                }
            }
        }
    }
    for (name, tally) in alarms.iter().chain(&caught) {
        println!("samples {name:<12} {:>4}/{:<4} {:.3}", tally.caught, tally.of, tally.share());
    }
    assert!(alarms["all"].share() <= 0.02, "false alarms");
}

#[test]
fn corruptions_are_caught_and_good_pairs_left_alone() {
    let show = std::env::var("SHOW").is_ok_and(|value| value == "misses");
    let pairs = pairs();
    let language = |tag: &str| Language::parse(tag).expect("a language");
    let mut entries = Vec::new();
    let mut forbidden = Vec::new();
    for (tag, terms) in TERMS {
        for (term, (japanese, other)) in terms.iter().zip(TERMS_JAPANESE) {
            entries.push(TermEntry { language: language(tag), term: (*term).to_owned(), japanese: japanese.to_owned(), ipc: Vec::new() });
            forbidden.push(ForbiddenTerm { language: language(tag), term: String::new(), japanese: other.to_owned() });
        }
    }
    let terms = Termbase::new(entries);
    let plain = Checker::new();
    let with_terms = Checker::new().with_terms(&terms).with_forbidden(&forbidden);
    let mut by_language: BTreeMap<(&str, String), Tally> = BTreeMap::new();
    let mut by_class: BTreeMap<(&str, bool), Tally> = BTreeMap::new();
    let mut alarms: BTreeMap<String, Tally> = BTreeMap::new();
    let mut false_alarms: [Tally; 2] = Default::default();
    for pair in &pairs {
        let tag = language(&pair.language);
        let found = plain.findings(&pair.source, &pair.japanese, &tag);
        alarms.entry(pair.language.clone()).or_default().add(!found.is_empty());
        false_alarms[usize::from(pair.held_out)].add(!found.is_empty());
        if !found.is_empty() && (show || !pair.held_out) {
            let held = if pair.held_out { " (held out)" } else { "" };
            println!(
                "false alarm{held} {}: {} | {} | {:?}",
                pair.language,
                pair.source,
                pair.japanese,
                found.iter().map(|f| (f.code(), f.detail.as_str())).collect::<Vec<_>>()
            );
        }
        for (class, codes) in CLASSES {
            for bad in spoiled(class, pair) {
                if bad == pair.japanese {
                    continue;
                }
                let checker = if class == "term" { &with_terms } else { &plain };
                let found = checker.findings(&pair.source, &bad, &tag);
                let caught = found.iter().any(|finding| codes.contains(&finding.code()));
                by_language.entry((class, pair.language.clone())).or_default().add(caught);
                by_class.entry((class, pair.held_out)).or_default().add(caught);
                if !caught && show && !pair.held_out {
                    println!(
                        "missed {class} {}: {} | {bad} | {:?}",
                        pair.language,
                        pair.source,
                        found.iter().map(|f| f.code()).collect::<Vec<_>>()
                    );
                }
            }
        }
    }
    let tags = ["en", "de", "fr", "ru", "zh", "ko", "th", "vi"];
    println!("{:<12} {}  tuned on      held out", "caught", tags.map(|tag| format!("{tag:>7}")).concat());
    let mut all: [Tally; 2] = Default::default();
    for (class, _) in CLASSES {
        let cells = tags.map(|tag| by_language.get(&(class, tag.to_owned())).map_or_else(|| "      -".to_owned(), |t| t.cell()));
        let of = |held: bool| by_class.get(&(class, held)).copied().unwrap_or_default();
        for held in [false, true] {
            let tally = of(held);
            all[usize::from(held)].caught += tally.caught;
            all[usize::from(held)].of += tally.of;
        }
        println!(
            "{class:<12} {}  {:>3}/{:<3} {:.3}  {:>3}/{:<3} {:.3}",
            cells.concat(),
            of(false).caught,
            of(false).of,
            of(false).share(),
            of(true).caught,
            of(true).of,
            of(true).share()
        );
    }
    let cells = tags.map(|tag| alarms.get(tag).map_or_else(String::new, |t| t.cell()));
    println!(
        "{:<12} {}  {:>3}/{:<3} {:.3}  {:>3}/{:<3} {:.3}",
        "false alarms",
        cells.concat(),
        false_alarms[0].caught,
        false_alarms[0].of,
        false_alarms[0].share(),
        false_alarms[1].caught,
        false_alarms[1].of,
        false_alarms[1].share()
    );
    println!("all caught: tuned on {:.3}, held out {:.3}", all[0].share(), all[1].share());

    for tag in tags {
        assert!(pairs.iter().filter(|pair| pair.language == tag).count() >= 40, "{tag}");
    }
    for held in [0, 1] {
        assert!(all[held].share() >= 0.95, "caught");
        assert!(false_alarms[held].share() <= 0.02, "false alarms");
    }
    for (class, _) in CLASSES {
        let (one, two) =
            (by_class.get(&(class, false)).copied().unwrap_or_default(), by_class.get(&(class, true)).copied().unwrap_or_default());
        let both = Tally { caught: one.caught + two.caught, of: one.of + two.of };
        assert!(both.of >= 8 && both.share() >= 0.85, "{class}: {}/{}", both.caught, both.of);
    }
}

/// Real abstracts, aligned by program; there is no Japanese, so that only panics, places and time are looked at.
#[test]
fn real_abstracts_do_no_harm() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/parapat");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        println!("skipped: {} is not here", folder.display());
        return;
    };
    let (mut pairs, mut characters) = (0usize, 0usize);
    let begin = std::time::Instant::now();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(tag) = name.get(..2).and_then(|tag| Language::parse(tag).ok()) else { continue };
        for line in std::fs::read_to_string(entry.path()).unwrap_or_default().lines() {
            let Some((source, other)) = line.split_once('\t') else { continue };
            for finding in Checker::new().findings(source, other, &tag) {
                assert!(finding.source.is_none_or(|range| source.get(range).is_some()));
                assert!(finding.target.is_none_or(|range| other.get(range).is_some()));
            }
            pairs += 1;
            characters += source.chars().count() + other.chars().count();
        }
    }
    println!("{pairs} real pairs, {characters} characters in {:?}", begin.elapsed());
}
