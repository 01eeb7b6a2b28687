//! Where a text without sentence ends is cut when it is too long for one segment: claims at their joints, Thai and Lao between clauses.
//!
//! Only long texts are cut so. What is short enough stays whole: an engine does better with more of it, and the memory knows it whole.

use std::ops::Range;

use crate::Language;

/// Characters up to which a line of a claim, or a paragraph without sentence ends, is one segment.
const LONG: usize = 600;
/// Characters that a piece has at least.
const SHORTEST: usize = 40;

/// Words that open a clause, so that a space before them is a good place to cut.
const OPENERS: &[(&str, &[&str])] = &[
    (
        "th",
        &[
            "โดยที่",
            "ซึ่ง",
            "และ",
            "หรือ",
            "วิธีการ",
            "อุปกรณ์",
            "โดย",
            "นอกจากนี้",
            "ดังนั้น",
            "จากนั้น",
            "เมื่อ",
            "เพื่อ",
            "หลังจาก",
            "ในขณะที่",
            "ทั้งนี้",
            "อย่างไรก็ตาม",
            "ตัวอย่างเช่น",
            "ขั้นตอน",
            "การประดิษฐ์",
        ],
    ),
    ("lo", &["ເຊິ່ງ", "ຊຶ່ງ", "ແລະ", "ຫຼື", "ໂດຍ", "ນອກຈາກນັ້ນ", "ດັ່ງນັ້ນ", "ເມື່ອ", "ເພື່ອ", "ຫຼັງຈາກ"]),
];

/// What ends the head of a claim, in lower case; it stays with the head.
const TRANSITIONS: &[(&str, &[&str])] = &[
    ("en", &["comprising:", "comprising the steps of:", "consisting of:", "including:", "wherein:", "the steps of:"]),
    ("de", &["umfassend:", "dadurch gekennzeichnet, dass", "die schritte:", "aufweisend:"]),
    ("fr", &["comprenant :", "comprenant:", "caractérisé en ce que", "caractérisée en ce que", "étapes suivantes :"]),
    ("es", &["que comprende:", "caracterizado porque", "etapas de:"]),
    ("ru", &["отличающийся тем, что", "отличающаяся тем, что", "отличающееся тем, что", "включающий:", "содержащее:", "содержащий:"]),
    ("zh", &["其特征在于，", "其特征在于：", "其特徵在於，", "包括：", "包含：", "包括以下步骤："]),
    ("ko", &["에 있어서,", "포함하고,"]),
    ("vi", &["bao gồm:", "trong đó:", "khác biệt ở chỗ"]),
    ("id", &["terdiri dari:", "meliputi:", "yang dicirikan bahwa"]),
];

/// A line of a claim, cut at semicolons and after its transition where it is long.
pub(super) fn of_claim(text: &str, line: Range<usize>, language: &Language) -> Vec<Range<usize>> {
    let Some(part) = text.get(line.clone()).filter(|part| is_long(part)) else { return vec![line] };
    let lower = part.to_lowercase();
    let transitions = if lower.len() == part.len() { words(TRANSITIONS, language) } else { &[] };
    let mut ends: Vec<usize> = part.match_indices([';', '；']).map(|(at, sign)| at + sign.len()).collect();
    ends.extend(transitions.iter().flat_map(|word| lower.match_indices(word).map(|(at, word)| at + word.len())));
    ends.retain(|end| part.is_char_boundary(*end));
    cut(&line, part, ends)
}

/// A paragraph of a language that does not mark the ends of its sentences, cut before words that open clauses where it is long.
pub(super) fn of_paragraph(text: &str, paragraph: Range<usize>, language: &Language) -> Vec<Range<usize>> {
    let Some(part) = text.get(paragraph.clone()).filter(|part| is_long(part)) else { return vec![paragraph] };
    let openers = words(OPENERS, language);
    let spaces: Vec<usize> = part.match_indices(char::is_whitespace).map(|(at, space)| at + space.len()).collect();
    // Never between a number and its unit, on either side.
    let free = |end: &usize| {
        let before = part[..*end].trim_end().chars().next_back();
        let after = part[*end..].trim_start().chars().next();
        !before.is_some_and(char::is_numeric) && !after.is_some_and(char::is_numeric)
    };
    let opened: Vec<usize> =
        spaces.iter().copied().filter(free).filter(|end| openers.iter().any(|word| part[*end..].starts_with(word))).collect();
    cut(&paragraph, part, opened)
        .into_iter()
        // What is long still is cut at any space that parts no number.
        .flat_map(|piece| {
            let Some(rest) = text.get(piece.clone()).filter(|rest| is_long(rest)) else { return vec![piece] };
            let offset = piece.start - paragraph.start;
            let ends = spaces
                .iter()
                .copied()
                .filter(free)
                .filter(|end| (offset..offset + rest.len()).contains(end))
                .map(|end| end - offset)
                .collect();
            cut(&piece, rest, ends)
        })
        .collect()
}

fn words(table: &'static [(&str, &[&str])], language: &Language) -> &'static [&'static str] {
    table.iter().find(|(tag, _)| *tag == language.primary()).map(|(_, words)| *words).unwrap_or_default()
}

fn is_long(part: &str) -> bool {
    part.len() > LONG && part.chars().nth(LONG).is_some()
}

/// Cuts a part at these places, leaving no piece shorter than [`SHORTEST`].
fn cut(whole: &Range<usize>, part: &str, mut ends: Vec<usize>) -> Vec<Range<usize>> {
    ends.sort_unstable();
    ends.dedup();
    let mut out = Vec::new();
    let mut start = 0;
    for end in ends {
        let long_enough = |piece: &str| piece.chars().nth(SHORTEST - 1).is_some();
        if end > start && long_enough(&part[start..end]) && long_enough(&part[end..]) {
            out.push(whole.start + start..whole.start + end);
            start = end;
        }
    }
    out.push(whole.start + start..whole.end);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, tag: &str, cut: fn(&str, Range<usize>, &Language) -> Vec<Range<usize>>) -> Vec<String> {
        cut(text, 0..text.len(), &Language::parse(tag).expect("a language"))
            .into_iter()
            .map(|range| text[range].trim().to_owned())
            .collect()
    }

    #[test]
    fn long_claims_are_cut_at_their_joints() {
        let element = "a housing having an inlet, an outlet and a valve seat that lies between the inlet and the outlet of the housing;";
        let claim = format!("A valve for controlling the flow of a fluid, comprising: {}", [element; 6].join(" "));
        let cut = pieces(&claim, "en", of_claim);
        assert_eq!(cut.len(), 7);
        assert_eq!((cut[0].as_str(), cut[1].as_str()), ("A valve for controlling the flow of a fluid, comprising:", element));
        assert_eq!(pieces("A valve; and a pump.", "en", of_claim), ["A valve; and a pump."]);
    }

    #[test]
    fn long_thai_is_cut_before_clauses_and_never_at_a_number() {
        let clause = "อุปกรณ์ตามการประดิษฐ์นี้ประกอบด้วยตัวเรือนและฝาปิดที่มีความยาว 12 มิลลิเมตร";
        let text = [clause; 12].join(" ");
        let cut = pieces(&text, "th", of_paragraph);
        assert_eq!(cut.len(), 12);
        assert!(cut.iter().all(|piece| piece == clause), "{cut:?}");
        assert_eq!(pieces(clause, "th", of_paragraph), [clause]);
    }
}
