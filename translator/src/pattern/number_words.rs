//! Number words: what of the numbers of a Japanese sentence may come from words of the source, as 第1 from `first`.

mod table;

use std::collections::BTreeMap;

use self::table::{PARTS, WORDS};
use crate::{Language, number::NumberValue};

/// How often each value is said by a word.
pub(crate) fn values(source: &str, language: &Language) -> BTreeMap<NumberValue, usize> {
    let mut out = BTreeMap::new();
    let mut count = |value: u32, times: usize| {
        if times > 0 {
            *out.entry(NumberValue::Quantity(value.to_string())).or_default() += times;
        }
    };
    let primary = if language.primary() == "tl" { "fil" } else { language.primary() };
    if let Some((_, words)) = WORDS.iter().find(|(tag, _)| *tag == primary) {
        for token in source.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|token| !token.is_empty()) {
            let token = token.to_lowercase();
            let known =
                words.iter().find(|(word, _)| word.strip_suffix('*').map_or(token == *word, |beginning| token.starts_with(beginning)));
            if let Some((_, value)) = known {
                count(*value, 1);
            }
        }
    }
    if let Some((_, parts)) = PARTS.iter().find(|(tag, _)| *tag == primary) {
        for (part, value) in *parts {
            // 第二 holds 二, counted already by itself.
            let times = source.matches(part).count();
            if *part != "第二" {
                count(*value, times);
            }
        }
    }
    out
}
