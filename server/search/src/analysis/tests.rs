//! Any text is read, and what is found in it lies at characters.

use proptest::prelude::*;

use super::{Analyser, Finder, Rules, Tokens};

const LANGUAGES: [&str; 12] = ["ja", "ko", "zh-hans", "en", "de", "fr", "ru", "uk", "vi", "ar", "th", "und"];

/// Texts of many scripts, with marks and signs where nobody expects them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9 .,'-]{0,8}",
        "[ぁ-んァ-ヶ一-龠ー]{0,6}",
        "[ヴァィェォャュサバータリ國邊﨑髙]{0,9}",
        "[0-9]{1,3}[.,٫]?[0-9]{0,2}(mm|kΩ|V|℃|㎜)?",
        "[\u{0E40}\u{0E4D}\u{0E48}\u{0E32}\u{0ECD}\u{0EC9}\u{0EB2}\u{0EC0}ກນ]{0,6}",
        "[\u{1780}-\u{17D3}\u{200B}]{0,6}",
        "[а-яёґєіїʼ’']{0,8}",
        "[ก-๛]{0,8}",
        "[가-힣ㄱ-ㆎ]{0,5}",
        "[\u{0300}-\u{036F}\u{3099}ﾊﾟﾞｶア。、\n]{0,6}",
        "[ÀẠạăđƯßﬁ㍿①½İ]{0,6}",
        "[ء-ي\u{064B}-\u{0652}]{0,6}",
        "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn ranges_lie_at_characters_and_a_text_finds_itself(text in text(), language in 0..LANGUAGES.len(), exact: bool) {
        let rules = Rules::of(LANGUAGES[language]);
        let mut analyser = Analyser::new(rules);
        let line: String = text.replace('\n', "");
        let needles = analyser.needles(&line, exact);
        match Finder::new(&needles).find(&line, &mut analyser, &mut Tokens::default()) {
            Some(ranges) => {
                let mut end = 0;
                for range in ranges {
                    prop_assert!(range.start >= end && line.get(range.clone()).is_some_and(|part| !part.is_empty()), "{range:?} of {line:?}");
                    end = range.end;
                }
            }
            None => prop_assert!(needles.is_empty(), "{line:?} does not find itself by {needles:?}"),
        }
        for needle in &needles {
            for form in &needle.forms {
                prop_assert_eq!(form.elements[0].0, 0);
                prop_assert!(form.elements.is_sorted_by_key(|(distance, _)| *distance));
            }
        }
        let _ = Finder::new(&needles).find(&text, &mut analyser, &mut Tokens::default());
    }
}
