//! What a text is found by: its words, and where a script has no spaces its pairs of neighbouring characters.

/// Grams of one text, as hashes. Two that are one by chance cost a look at a text more.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Grams {
    /// Each once, in order of their numbers.
    pub set: Vec<u32>,
    /// Words and single characters.
    pub tokens: usize,
    /// Whether there are pairs: changing one character changes two of them.
    pub pairs: bool,
}

/// The text as it is compared: in small letters.
pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}

/// The grams of a text.
pub(super) fn grams(text: &str) -> Grams {
    let text = folded(text);
    let mut out = Grams::default();
    runs(&text, |run| match run {
        Run::Word(word) => {
            out.tokens += 1;
            out.set.push(hash(word));
        }
        Run::Characters(run) => {
            let starts: Vec<usize> = run.char_indices().map(|(at, _)| at).chain([run.len()]).collect();
            out.tokens += starts.len() - 1;
            if starts.len() == 2 {
                out.set.push(hash(run));
            }
            for pair in starts.windows(3) {
                if let [start, _, end] = pair {
                    out.pairs = true;
                    out.set.push(hash(&run[*start..*end]));
                }
            }
        }
    });
    out.set.sort_unstable();
    out.set.dedup();
    out
}

/// The grams that every text has in which this stands; a single character of a script without spaces has none, for it may be part of a longer
/// run.
pub(super) fn grams_within(words: &str) -> Vec<u32> {
    let mut found = grams(words).set;
    runs(&folded(words), |run| {
        if let Run::Characters(run) = run
            && run.chars().count() == 1
        {
            let alone = hash(run);
            found.retain(|gram| *gram != alone);
        }
    });
    found
}

/// Whether words stand in a text, both folded: not in the middle of a word of a script with spaces.
pub(super) fn stands_in(text: &str, words: &str) -> bool {
    let bound = |inner: Option<char>, outer: Option<char>| !(inner.is_some_and(is_word) && outer.is_some_and(is_word));
    !words.is_empty()
        && text.match_indices(words).any(|(at, found)| {
            bound(words.chars().next(), text[..at].chars().next_back())
                && bound(words.chars().next_back(), text[at + found.len()..].chars().next())
        })
}

enum Run<'a> {
    Word(&'a str),
    Characters(&'a str),
}

/// Words, and runs of characters of scripts without spaces, in order.
fn runs<'a>(text: &'a str, mut take: impl FnMut(Run<'a>)) {
    let mut begun: Option<(usize, bool)> = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let class = if is_spaceless(c) {
            Some(true)
        } else if is_word(c) {
            Some(false)
        } else {
            None
        };
        if begun.map(|(_, spaceless)| spaceless) == class {
            continue;
        }
        if let Some((start, spaceless)) = begun {
            let run = &text[start..at];
            take(if spaceless { Run::Characters(run) } else { Run::Word(run) });
        }
        begun = class.map(|spaceless| (at, spaceless));
    }
}

/// Whether a character belongs to a word that spaces set apart.
fn is_word(c: char) -> bool {
    // Accents that stand by themselves are part of their word.
    (c.is_alphanumeric() || matches!(c as u32, 0x0300..=0x036F)) && !is_spaceless(c)
}

/// Han, kana, Hangul (whose particles follow without a space), Thai, Lao, Burmese and Khmer, with the marks that stand on their letters.
fn is_spaceless(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1100..=0x11FF | 0x1780..=0x17FF | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3130..=0x318F
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

/// FNV-1a of 32 bits: the numbers are stored, so that the function is never to change.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs() {
        let english = grams("The lid, the LID 12a.");
        assert_eq!((english.set.len(), english.tokens, english.pairs), (3, 5, false));
        let chinese = grams("所述盖 10");
        assert_eq!((chinese.set.len(), chinese.tokens, chinese.pairs), (3, 4, true));
        assert_eq!(grams("所述盖").set.iter().filter(|gram| chinese.set.contains(gram)).count(), 2);
        assert_eq!(grams(" .,"), Grams::default());
        // Stored numbers of known words: another function would find nothing of what is stored.
        assert_eq!(grams("lid").set, [0x304c_bc86]);
    }

    #[test]
    fn words_stand_whole_and_characters_anywhere() {
        for (text, words, expected) in [
            ("the gate electrode", "gate", true),
            ("delegates", "gate", false),
            ("gates", "gate", false),
            ("the gate-electrode", "gate-electrode", true),
            ("該電池用の筐体", "電池", true),
            ("ゲートgate電極", "gate", true),
            ("x", "", false),
        ] {
            assert_eq!(stands_in(text, words), expected, "{words} in {text}");
        }
        assert!(grams_within("蓋").is_empty());
        assert_eq!(grams_within("蓋 lid").len(), 1);
    }
}
