//! Katakana as loan words are spelled in more than one way.

use super::fold::Folded;

/// A run with this sign is to be settled.
pub(super) const VU: char = 'ヴ';

/// Puts バ行 for ヴ, as 外来語の表記 has it: ヴァ as バ, ヴィ as ビ, ヴ by itself as ブ.
pub(super) fn settle_vu(folded: &mut Vec<Folded>, first: usize) {
    let mut at = first;
    for from in first..folded.len() {
        let mut here = folded[from];
        let before = if at > first { Some(folded[at - 1]) } else { None };
        if let Some(before) = before
            && before.c == VU
        {
            let joined = match here.c {
                'ァ' => Some('バ'),
                'ィ' => Some('ビ'),
                'ェ' => Some('ベ'),
                'ォ' => Some('ボ'),
                _ => None,
            };
            if let Some(joined) = joined {
                folded[at - 1] = Folded { c: joined, from: before.from, to: here.to };
                continue;
            }
            folded[at - 1].c = if matches!(here.c, 'ャ' | 'ュ' | 'ョ') { 'ビ' } else { 'ブ' };
        }
        if here.c == VU && from + 1 == folded.len() {
            here.c = 'ブ';
        }
        folded[at] = here;
        at += 1;
    }
    folded.truncate(at);
}

/// Characters of a katakana word before a long vowel at its end, from which on the sign may be left out (JIS Z 8301): サーバ and サーバー.
const BEFORE_LONG: usize = 3;
/// Places in a run that may be spelled either way; with more, each is changed by itself.
const MOST_PLACES: usize = 3;
/// Spellings tried of one run.
const MOST_SPELLINGS: usize = 12;

const fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30A1}'..='\u{30FA}' | '\u{30FC}')
}

/// Kana on which words in English -er, -or, -ar and -y end.
const fn may_be_long(c: char) -> bool {
    matches!(
        c,
        'ア' | 'ァ'
            | 'ヤ'
            | 'ャ'
            | 'ワ'
            | 'カ'
            | 'ガ'
            | 'サ'
            | 'ザ'
            | 'タ'
            | 'ダ'
            | 'ナ'
            | 'ハ'
            | 'バ'
            | 'パ'
            | 'マ'
            | 'ラ'
            | 'リ'
            | 'ィ'
            | 'ギ'
            | 'ジ'
            | 'シ'
            | 'ニ'
            | 'ミ'
            | 'キ'
            | 'ビ'
            | 'ピ'
            | 'チ'
    )
}

/// Whether a word may end before this character: no small kana, no ッ, no ン.
const fn begins_a_word(c: char) -> bool {
    is_katakana(c) && !matches!(c, 'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ン' | 'ー')
}

#[derive(Clone, Copy)]
enum Place {
    /// A sign that may be left out.
    Out(usize),
    /// A place before which one may be put in.
    In(usize),
}

/// The spellings of a query's run with long vowels at the ends of words: レーザー光 and レーザ光. What is written is among them; a sign at the very
/// end is left out, as what is written then contains what is sought. `is_last`: whether the needle ends with the run.
pub(super) fn spellings(run: &[char], is_last: bool) -> Vec<Vec<char>> {
    let mut run = run.to_vec();
    let mut places = Vec::new();
    let mut first = 0;
    for at in 0..run.len() {
        if !is_katakana(run[at]) {
            first = at + 1;
            continue;
        }
        let next = run.get(at + 1).copied();
        let ends = next.map_or(!is_last, |next| begins_a_word(next) || !is_katakana(next));
        if run[at] == 'ー' && at >= first + BEFORE_LONG && may_be_long(run[at - 1]) && (ends || next.is_none()) {
            places.push(Place::Out(at));
        } else if may_be_long(run[at]) && at + 1 >= first + BEFORE_LONG && ends {
            places.push(Place::In(at + 1));
        }
    }
    if is_last
        && let Some(Place::Out(at)) = places.last().copied()
        && at + 1 == run.len()
    {
        run.pop();
        places.pop();
    }
    let mut spellings = vec![run.clone()];
    if places.len() <= MOST_PLACES {
        for choice in 1..1_usize << places.len() {
            let chosen = places.iter().enumerate().filter(|(bit, _)| choice >> bit & 1 == 1).map(|(_, place)| *place);
            spellings.push(respelled(&run, chosen.collect()));
        }
    } else {
        spellings.extend(places.into_iter().take(MOST_SPELLINGS - 1).map(|place| respelled(&run, vec![place])));
    }
    spellings
}

fn respelled(run: &[char], chosen: Vec<Place>) -> Vec<char> {
    let mut spelled = run.to_vec();
    for place in chosen.into_iter().rev() {
        match place {
            Place::Out(at) => {
                spelled.remove(at);
            }
            Place::In(at) => spelled.insert(at, 'ー'),
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_vowels_at_the_ends_of_words() {
        for (run, is_last, spelled) in [
            ("サーバー", true, &["サーバ"][..]),
            ("サーバ", true, &["サーバ"]),
            ("サーバ", false, &["サーバ", "サーバー"]),
            ("ビール", true, &["ビール"]),
            ("カバー", true, &["カバー"]),
            ("レーザー光", true, &["レーザー光", "レーザ光"]),
            ("光センサ装置", true, &["光センサ装置", "光センサー装置"]),
            ("バッテリケース", true, &["バッテリケース", "バッテリーケース"]),
            ("マザーボード", true, &["マザーボード"]),
            ("コンピューターボックス", true, &["コンピューターボックス", "コンピュータボックス"]),
            ("電池", true, &["電池"]),
        ] {
            let run: Vec<char> = run.chars().collect();
            let given: Vec<String> = spellings(&run, is_last).into_iter().map(|spelled| spelled.into_iter().collect()).collect();
            assert_eq!(given, spelled);
        }
        assert!(spellings(&"バタ".repeat(500).chars().collect::<Vec<_>>(), true).len() <= MOST_SPELLINGS);
    }
}
