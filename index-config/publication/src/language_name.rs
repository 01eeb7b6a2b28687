//! Names of languages.

use crate::LanguageTag;

/// Tags, Japanese names, English names, by tag.
static NAMES: &[(&str, &str, &str)] = &[
    ("ar", "アラビア語", "Arabic"),
    ("bg", "ブルガリア語", "Bulgarian"),
    ("cs", "チェコ語", "Czech"),
    ("da", "デンマーク語", "Danish"),
    ("de", "ドイツ語", "German"),
    ("el", "ギリシャ語", "Greek"),
    ("en", "英語", "English"),
    ("es", "スペイン語", "Spanish"),
    ("et", "エストニア語", "Estonian"),
    ("fa", "ペルシア語", "Persian"),
    ("fi", "フィンランド語", "Finnish"),
    ("fil", "フィリピノ語", "Filipino"),
    ("fr", "フランス語", "French"),
    ("he", "ヘブライ語", "Hebrew"),
    ("hi", "ヒンディー語", "Hindi"),
    ("hr", "クロアチア語", "Croatian"),
    ("hu", "ハンガリー語", "Hungarian"),
    ("id", "インドネシア語", "Indonesian"),
    ("it", "イタリア語", "Italian"),
    ("ja", "日本語", "Japanese"),
    ("kk", "カザフ語", "Kazakh"),
    ("km", "クメール語", "Khmer"),
    ("ko", "韓国語", "Korean"),
    ("lo", "ラオ語", "Lao"),
    ("lt", "リトアニア語", "Lithuanian"),
    ("lv", "ラトビア語", "Latvian"),
    ("mi", "マオリ語", "Maori"),
    ("ms", "マレー語", "Malay"),
    ("my", "ビルマ語", "Burmese"),
    ("nl", "オランダ語", "Dutch"),
    ("no", "ノルウェー語", "Norwegian"),
    ("pl", "ポーランド語", "Polish"),
    ("pt", "ポルトガル語", "Portuguese"),
    ("ro", "ルーマニア語", "Romanian"),
    ("ru", "ロシア語", "Russian"),
    ("sk", "スロバキア語", "Slovak"),
    ("sl", "スロベニア語", "Slovenian"),
    ("sr", "セルビア語", "Serbian"),
    ("sv", "スウェーデン語", "Swedish"),
    ("th", "タイ語", "Thai"),
    ("tr", "トルコ語", "Turkish"),
    ("uk", "ウクライナ語", "Ukrainian"),
    ("und", "言語不明", "Language unknown"),
    ("ur", "ウルドゥー語", "Urdu"),
    ("uz", "ウズベク語", "Uzbek"),
    ("vi", "ベトナム語", "Vietnamese"),
    ("zh", "中国語", "Chinese"),
    ("zh-Hans", "中国語(簡体字)", "Chinese (simplified)"),
    ("zh-Hant", "中国語(繁体字)", "Chinese (traditional)"),
];

/// The name of a language in Japanese and in English: of the whole tag, or else of its language without script and region (`pt-BR` is
/// Portuguese). `None` for languages without a name here; the tag itself is shown then.
#[must_use]
pub fn language_name(tag: &LanguageTag) -> Option<(&'static str, &'static str)> {
    let named = |wanted: &str| NAMES.iter().find(|(tag, _, _)| *tag == wanted).map(|(_, japanese, english)| (*japanese, *english));
    named(tag.as_str()).or_else(|| named(tag.primary()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn japanese(tag: &str) -> Option<&'static str> {
        language_name(&tag.parse().expect("a tag")).map(|(japanese, _)| japanese)
    }

    #[test]
    fn the_nearest_name_is_given() {
        assert_eq!(japanese("zh-Hant"), Some("中国語(繁体字)"));
        assert_eq!(japanese("zh-Hant-TW"), Some("中国語"));
        assert_eq!(japanese("pt-BR"), Some("ポルトガル語"));
        assert_eq!(japanese("und"), Some("言語不明"));
        assert_eq!(japanese("tlh"), None);
    }

    #[test]
    fn the_table_is_sorted_and_names_every_offices_language() {
        assert!(NAMES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for office in crate::offices() {
            if let Some(language) = office.language {
                assert!(japanese(language).is_some(), "{language}");
            }
        }
    }
}
