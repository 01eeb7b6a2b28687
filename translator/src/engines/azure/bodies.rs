//! What is sent to and comes from either version.

use serde::Deserialize;
use serde_json::{Value, json};

use super::{AzureSettings, REFERENCE_PAIRS, code};
use crate::{
    TermToFollow,
    engine::TranslationRequest,
    tags::{escaped, to_html},
};

/// What keeps a span of HTML from being translated.
const UNTRANSLATED: &str = "class=\"notranslate\"";

#[derive(Deserialize)]
pub(super) struct TextV3 {
    #[serde(default)]
    pub(super) translations: Vec<TranslationV3>,
}

#[derive(Deserialize)]
pub(super) struct TranslationV3 {
    #[serde(default)]
    pub(super) text: String,
}

#[derive(Deserialize)]
pub(super) struct Texts2026 {
    #[serde(default)]
    pub(super) value: Vec<Text2026>,
}

#[derive(Deserialize)]
pub(super) struct Text2026 {
    #[serde(default)]
    pub(super) translations: Vec<Translation2026>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Translation2026 {
    #[serde(default)]
    pub(super) text: String,
    #[serde(default)]
    source_characters: Option<u64>,
    #[serde(default)]
    instruction_tokens: Option<u64>,
    #[serde(default)]
    source_tokens: Option<u64>,
    #[serde(default)]
    response_tokens: Option<u64>,
}

impl Translation2026 {
    /// Characters where the service counts those, else tokens.
    pub(super) fn units(&self) -> Option<u64> {
        let tokens = [self.instruction_tokens, self.source_tokens, self.response_tokens];
        let sum = tokens.iter().flatten().fold(0u64, |sum, tokens| sum.saturating_add(*tokens));
        self.source_characters.or(tokens.iter().any(Option::is_some).then_some(sum))
    }
}

pub(super) fn v3(request: &TranslationRequest, markup: bool, dictionary: bool) -> Value {
    let terms: &[TermToFollow] = if dictionary { &request.terms } else { &[] };
    let texts = request
        .segments
        .iter()
        .map(|segment| json!({"Text": if markup { with_terms(&segment.text, terms) } else { segment.text.clone() }}));
    Value::Array(texts.collect())
}

/// HTML with each term in an element that says its Japanese: the longest first, none within another.
fn with_terms(text: &str, terms: &[TermToFollow]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    loop {
        let rest = &text[from..];
        let next = terms
            .iter()
            .filter(|term| !term.source.is_empty())
            .filter_map(|term| rest.find(&term.source).map(|at| (at, term)))
            .min_by_key(|(at, term)| (*at, std::cmp::Reverse(term.source.len())));
        let Some((at, term)) = next else {
            out.push_str(&to_html(rest, UNTRANSLATED));
            return out;
        };
        out.push_str(&to_html(&rest[..at], UNTRANSLATED));
        let japanese = escaped(&term.japanese).replace('"', "&quot;");
        out.push_str(&format!("<mstrans:dictionary translation=\"{japanese}\">{}</mstrans:dictionary>", escaped(&term.source)));
        from += at + term.source.len();
    }
}

pub(super) fn v2026(request: &TranslationRequest, markup: bool, settings: &AzureSettings) -> Value {
    let mut target = json!({"language": code(&request.target)});
    if let Some(deployment) = &settings.deployment {
        target["deploymentName"] = json!(deployment);
        // Text of another model than the one that is named would carry a wrong name.
        target["allowFallback"] = json!(false);
    }
    if let Some(tone) = &settings.tone {
        target["tone"] = json!(tone);
    }
    if !request.examples.is_empty() {
        let pairs = request.examples.iter().take(REFERENCE_PAIRS).map(|pair| json!({"source": pair.source, "target": pair.japanese}));
        target["referenceTextPairs"] = pairs.collect();
    }
    let inputs = request.segments.iter().map(|segment| {
        json!({
            "text": if markup { to_html(&segment.text, UNTRANSLATED) } else { segment.text.clone() },
            "language": code(&request.source),
            "textType": if markup { "Html" } else { "Plain" },
            "targets": [target],
        })
    });
    json!({"inputs": inputs.collect::<Vec<_>>()})
}
