//! Common nouns of patents in nine languages: evidence of what belongs to what, never a translation.
//!
//! The table (`lexicon.tsv`) gives for each concept what Japanese calls it and what the others do; `/` separates words. German and Russian
//! have stems.

use std::{collections::HashMap, ops::Range, sync::LazyLock};

use aho_corasick::{AhoCorasick, MatchKind};

use crate::Language;

/// A concept: a line of the table.
pub(super) type Concept = usize;

struct Words {
    automaton: AhoCorasick,
    concepts: Vec<Concept>,
}

static TABLE: LazyLock<HashMap<&'static str, Words>> = LazyLock::new(|| {
    let mut lines = include_str!("lexicon.tsv").lines().chain(MODIFIERS.lines());
    let tags: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let mut words: Vec<(Vec<&str>, Vec<Concept>)> = tags.iter().map(|_| (Vec::new(), Vec::new())).collect();
    for (concept, line) in lines.enumerate() {
        for (column, cell) in line.split('\t').enumerate() {
            if let Some((list, concepts)) = words.get_mut(column) {
                for word in cell.split('/').filter(|word| !word.is_empty()) {
                    list.push(word);
                    concepts.push(concept);
                }
            }
        }
    }
    let build = |(tag, (list, concepts)): (&'static str, (Vec<&str>, Vec<Concept>))| {
        Some((tag, Words { automaton: AhoCorasick::builder().match_kind(MatchKind::Standard).build(list).ok()?, concepts }))
    };
    tags.into_iter().zip(words).filter_map(build).collect()
});

/// What tells things of one name apart.
const MODIFIERS: &str = "\
第1/第一/1次/一次\t第一/第1\t제1/제 1/제일\tfirst\terst\tpremi\tперв\tที่หนึ่ง/แรก/ตัวแรก/ที่ 1\tthứ nhất/thứ 1
第2/第二/2次/二次\t第二/第2\t제2/제 2/제이\tsecond\tzweit\tdeuxi/second\tвтор\tที่สอง/ที่ 2\tthứ hai/thứ 2
第3/第三\t第三/第3\t제3/제 3\tthird\tdritt\ttroisi\tтреть\tที่สาม/ที่ 3\tthứ ba/thứ 3
上\t上\t상부/상측/상단/상판/위\tupper/top\tober/obere\tsupérieur\tверхн\tบน\ttrên
下\t下\t하부/하측/하단/하판/아래\tlower/bottom\tunter/untere\tinférieur\tнижн\tล่าง\tdưới
左\t左\t좌측/왼쪽\tleft\tlinke\tgauche\tлев\tซ้าย\ttrái
右\t右\t우측/오른쪽\tright\trechte\tdroit\tправ\tขวา\tphải
内\t内\t내부/내측/내\tinner/internal/inside\tinner/innen\tintérieur/interne\tвнутр\tใน\ttrong
外\t外\t외부/외측/외\touter/external/outside\täußer/außen\textérieur/externe\tнаружн/внешн\tนอก\tngoài
前\t前\t전방/전면/앞\tfront/forward\tvorder/vorn\tavant\tперед\tหน้า\ttrước
後/背\t后/後\t후방/후면/뒤\trear/back\thinter/rück\tarrière\tзадн\tหลัง\tsau
固定\t固定\t고정\tfixed/stationary\tfest/ortsfest\tfixe\tнеподвиж/закрепл\tอยู่กับที่/ตรึง\tcố định
可動/移動\t可动/移动/活动\t가동/이동\tmovable/moving\tbeweglich\tmobile\tподвиж\tเคลื่อนที่\tdi động/chuyển động
";

/// The concepts that a text (in lower case) names, and where.
pub(super) fn concepts(text: &str, language: &Language) -> Vec<(Range<usize>, Concept)> {
    let tag = language.primary();
    let Some(words) = TABLE.get(tag) else { return Vec::new() };
    let mut out: Vec<(Range<usize>, Concept)> = Vec::new();
    for hit in words.automaton.find_overlapping_iter(text) {
        if let Some(concept) = words.concepts.get(hit.pattern().as_usize()).filter(|_| stands_alone(text, hit.start(), hit.end(), tag)) {
            out.push((hit.start()..hit.end(), *concept));
        }
    }
    // Of words within words the longest: 回路基板, not 基板 and 回路.
    let longer =
        |range: &Range<usize>, other: &Range<usize>| other.start <= range.start && range.end <= other.end && other.len() > range.len();
    let all: Vec<Range<usize>> = out.iter().map(|(range, _)| range.clone()).collect();
    out.retain(|(range, _)| !all.iter().any(|other| longer(range, other)));
    out
}

/// Whether a hit is a word, or with an ending one.
fn stands_alone(text: &str, start: usize, end: usize, tag: &str) -> bool {
    let spaced = |c: char| c.is_alphabetic();
    let before = text[..start].chars().next_back().is_some_and(spaced);
    let rest = &text[end..];
    let ending = rest.find(|c: char| !spaced(c)).unwrap_or(rest.len());
    match tag {
        "en" => !before && matches!(&rest[..ending], "" | "s" | "es" | "er" | "ing" | "ed"),
        "fr" => !before && rest[..ending].chars().count() <= 4,
        "vi" => !before && ending == 0,
        "ru" => !before && rest[..ending].chars().count() <= 8,
        // Compounds: Ventilgehäuse, Gehäusedeckel. The last part is what it is.
        "de" => rest[..ending].chars().count() <= 3 && (!before || end - start >= 4),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        assert_eq!(TABLE.len(), 9);
        for line in include_str!("lexicon.tsv").lines().chain(MODIFIERS.lines()) {
            assert_eq!(line.split('\t').count(), 9, "{line}");
            assert!(line.split('\t').all(|cell| cell.split('/').all(|word| !word.is_empty() && word.to_lowercase() == word)), "{line}");
        }
    }

    #[test]
    fn words_with_endings_and_none_within_others() {
        let named = |text: &str, tag: &str| concepts(text, &Language::parse(tag).expect("a language")).len();
        assert!(named("the valves", "en") > 0);
        assert_eq!(named("the capacity", "en"), 0);
        assert!(named("ventilgehäuse", "de") > 0);
        assert!(named("корпуса", "ru") > 0);
        assert!(named("vỏ máy", "vi") > 0);
    }
}
