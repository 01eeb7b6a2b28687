//! Runs of characters of one nature, and how far apart they stand.

use unicode_normalization::char::is_combining_mark;

use super::{fold::Folded, units};

/// The nature of a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// Written without spaces and found by any two characters: Han, kana, hangul.
    Pairs,
    /// Written without spaces and cut by a dictionary: Thai, Lao, Khmer, Burmese.
    Dictionary,
    /// A letter, digit or mark of any other script.
    Letter,
    /// A sign within words: hyphen, apostrophe, slash, middle dot.
    Joiner,
    /// White space.
    Space,
    /// Any other sign: no run of characters reaches across.
    Break,
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// A run of Han, kana or hangul.
    Pairs,
    /// A run to be cut by a dictionary.
    Dictionary,
    /// One word.
    Word,
}

/// A run of characters of one nature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// First folded character.
    pub from: usize,
    /// First folded character behind it.
    pub to: usize,
    /// Positions between the end of the piece before and this one: 0 where they touch, or where only a space or hyphen parts a word from
    /// its neighbour; 1 for a space between runs without spaces; [`BREAK_GAP`] where a sign stands between.
    pub gap: u32,
    /// Whether white space or a sign stands before it: in a query a new word begins here.
    pub parted: bool,
    /// Whether an apostrophe stands directly before it.
    pub elided: bool,
}

/// Positions left free where a sign stands.
pub(super) const BREAK_GAP: u32 = 2;
/// Positions left free at a line's end: more than any query can ask for, so that no phrase reaches across.
pub(super) const LINE_GAP: u32 = 3;

#[inline]
pub(super) fn nature(c: char) -> Nature {
    match c {
        'a'..='z' | '0'..='9' | 'A'..='Z' => Nature::Letter,
        ' ' | '\t' | '\r' | '\n' => Nature::Space,
        '-' | '\'' | '/' | '_' | '&' | '+' => Nature::Joiner,
        '\0'..='\x7F' => Nature::Break,
        '\u{00B7}' | '\u{2010}'..='\u{2015}' | '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{2212}' | '\u{30A0}' | '\u{30FB}' => {
            Nature::Joiner
        }
        '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309D}'..='\u{309F}'
        | '\u{30A1}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FF}'
        | '\u{3105}'..='\u{312F}'
        | '\u{3131}'..='\u{318E}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{1100}'..='\u{11FF}'
        | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => Nature::Pairs,
        '\u{0E01}'..='\u{0E3A}'
        | '\u{0E40}'..='\u{0E4E}'
        | '\u{0E81}'..='\u{0ECE}'
        | '\u{0EDC}'..='\u{0EDF}'
        | '\u{1000}'..='\u{103F}'
        | '\u{1050}'..='\u{108F}'
        | '\u{1780}'..='\u{17D3}'
        | '\u{17D7}'
        | '\u{17DC}'
        | '\u{17DD}' => Nature::Dictionary,
        '\u{00C0}'..='\u{00D6}'
        | '\u{00D8}'..='\u{00F6}'
        | '\u{00F8}'..='\u{02AF}'
        | '\u{0400}'..='\u{0481}'
        | '\u{0620}'..='\u{065F}'
        | '\u{1EA0}'..='\u{1EF9}' => Nature::Letter,
        _ if c.is_whitespace() => Nature::Space,
        _ if c.is_alphanumeric() || is_combining_mark(c) => Nature::Letter,
        _ => Nature::Break,
    }
}

/// Whether the character is of a script without spaces.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(nature(c), Nature::Pairs | Nature::Dictionary)
}

/// Whether the character is part of a word.
pub(super) fn is_letter(c: char) -> bool {
    is_unspaced(c) || nature(c) == Nature::Letter
}

/// Whether a folded character belongs to a script that is found by any two characters; `names` as in [`pieces`].
pub(crate) fn is_by_pairs(c: char, names: bool) -> bool {
    match nature(c) {
        Nature::Pairs => true,
        Nature::Dictionary => names,
        _ => false,
    }
}

/// Cuts a folded line into pieces. `names` reads every script without spaces by pairs, as no dictionary holds people's and firms' names.
pub(super) fn pieces(line: &[Folded], names: bool, mut piece: impl FnMut(Piece)) {
    let of = |at: usize| match nature(line[at].c) {
        Nature::Dictionary if names => Nature::Pairs,
        nature => nature,
    };
    let mut at = 0;
    let mut before: Option<PieceKind> = None;
    let (mut spaced, mut broken, mut parted, mut elided) = (false, false, false, false);
    while at < line.len() {
        let kind = match of(at) {
            Nature::Space => {
                spaced = true;
                parted = true;
                elided = false;
                at += 1;
                continue;
            }
            Nature::Joiner => {
                spaced = true;
                elided = matches!(line[at].c, '\'' | '\u{2018}' | '\u{2019}' | '\u{02BC}');
                at += 1;
                continue;
            }
            Nature::Break => {
                broken = true;
                parted = true;
                elided = false;
                at += 1;
                continue;
            }
            Nature::Pairs => PieceKind::Pairs,
            Nature::Dictionary => PieceKind::Dictionary,
            Nature::Letter => PieceKind::Word,
        };
        let from = at;
        let first = of(at);
        at += 1;
        while at < line.len() && (of(at) == first || (kind == PieceKind::Word && is_decimal_sign(line, at))) {
            at += 1;
        }
        let gap = match before {
            None => 0,
            Some(_) if broken => BREAK_GAP,
            Some(PieceKind::Pairs) if spaced && kind == PieceKind::Pairs => 1,
            Some(_) => 0,
        };
        let unit = if kind == PieceKind::Word { unit(line, from, at) } else { None };
        piece(Piece { kind, from, to: unit.unwrap_or(at), gap, parted, elided });
        if let Some(unit) = unit {
            piece(Piece { kind, from: unit, to: at, gap: 0, parted: false, elided: false });
        }
        before = Some(kind);
        (spaced, broken, parted, elided) = (false, false, false, false);
    }
}

/// Whether a point or comma stands between two digits: `3.5` is one word.
fn is_decimal_sign(line: &[Folded], at: usize) -> bool {
    matches!(line[at].c, '.' | ',') && line[at - 1].c.is_ascii_digit() && line.get(at + 1).is_some_and(|next| next.c.is_ascii_digit())
}

/// Where the unit of a word that is a number with its unit begins: `10mm` is found as `10 mm`, and the other way.
fn unit(line: &[Folded], from: usize, to: usize) -> Option<usize> {
    let digits = line[from..to].iter().take_while(|folded| folded.c.is_ascii_digit() || matches!(folded.c, '.' | ',')).count();
    let length = to - from - digits;
    if digits == 0 || length == 0 || length > units::LONGEST {
        return None;
    }
    let symbol: String = line[from + digits..to].iter().map(|folded| folded.c).collect();
    if units::is_unit(&symbol) { Some(from + digits) } else { None }
}
