//! What an engine can take, and requests cut to it.

use std::ops::Range;

use crate::{Language, engine::TranslationRequest};

/// What an engine can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Segments of one request.
    pub segments_per_request: usize,
    /// Characters of all segments of one request.
    pub characters_per_request: usize,
    /// Bytes of all segments of one request, in UTF-8.
    pub bytes_per_request: usize,
    /// Whether terms are followed.
    pub terms: bool,
    /// Whether it keeps a glossary of its own in step with the termbase ([`keep_glossary`](crate::MachineTranslator::keep_glossary)).
    pub glossary: bool,
    /// How many examples it uses.
    pub examples: usize,
    /// Whether neighbours are used.
    pub context: bool,
    /// Whether placeholders `⟦1⟧` in a text are carried through by means of the engine's own: tags, or a prompt that
    /// tells of them.
    pub placeholders: bool,
    /// The languages it translates from; empty where that is not known.
    pub languages: Vec<Language>,
}

impl Default for Capabilities {
    /// No limits, and nothing but plain texts.
    fn default() -> Self {
        Self {
            segments_per_request: usize::MAX,
            characters_per_request: usize::MAX,
            bytes_per_request: usize::MAX,
            terms: false,
            glossary: false,
            examples: 0,
            context: false,
            placeholders: false,
            languages: Vec::new(),
        }
    }
}

/// A piece of a request.
#[derive(Debug)]
pub(crate) enum Part {
    /// Segments that fit together.
    Fits(TranslationRequest),
    /// One segment that is larger than the engine takes.
    TooLong,
}

impl Capabilities {
    /// Cuts segments of these lengths (in characters) into batches: index ranges. A segment that is too long by itself has a batch of its own.
    #[must_use]
    pub fn batches(&self, lengths: &[usize]) -> Vec<Range<usize>> {
        self.ranges(lengths.iter().map(|length| (*length, 0)))
    }

    /// Whether it translates from a language, as far as is known. A language without script is taken for each of its scripts.
    #[must_use]
    pub fn takes(&self, source: &Language) -> bool {
        let general = |language: &Language| language.as_str() == language.primary();
        let holds = |known: &Language| known == source || known.primary() == source.primary() && (general(known) || general(source));
        self.languages.is_empty() || self.languages.iter().any(holds)
    }

    /// Cuts a request into what the engine takes at once, in order.
    pub(crate) fn parts(&self, request: &TranslationRequest) -> Vec<Part> {
        let sizes: Vec<(usize, usize)> =
            request.segments.iter().map(|segment| (segment.text.chars().count(), segment.text.len())).collect();
        let fits = |range: &Range<usize>| {
            let sizes = sizes.get(range.clone()).unwrap_or_default();
            sizes.len() > 1
                || sizes.iter().all(|(characters, bytes)| *characters <= self.characters_per_request && *bytes <= self.bytes_per_request)
        };
        self.ranges(sizes.iter().copied())
            .into_iter()
            .map(|range| match request.segments.get(range.clone()).filter(|_| fits(&range)) {
                Some(segments) => Part::Fits(request.with_segments(segments.to_vec())),
                None => Part::TooLong,
            })
            .collect()
    }

    fn ranges(&self, sizes: impl Iterator<Item = (usize, usize)>) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let (mut start, mut end) = (0, 0);
        let (mut characters, mut bytes) = (0usize, 0usize);
        for (more_characters, more_bytes) in sizes {
            let full = end - start >= self.segments_per_request.max(1)
                || characters.saturating_add(more_characters) > self.characters_per_request
                || bytes.saturating_add(more_bytes) > self.bytes_per_request;
            if end > start && full {
                out.push(start..end);
                start = end;
                (characters, bytes) = (0, 0);
            }
            characters = characters.saturating_add(more_characters);
            bytes = bytes.saturating_add(more_bytes);
            end += 1;
        }
        if start < end {
            out.push(start..end);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Language, engine::tests::request};

    #[test]
    fn batches_keep_to_the_limits() {
        let limits = Capabilities { segments_per_request: 3, characters_per_request: 10, ..Capabilities::default() };
        assert_eq!(limits.batches(&[4, 4, 4, 1, 1, 1, 1, 50, 1]), [0..2, 2..5, 5..7, 7..8, 8..9]);
        assert!(limits.batches(&[]).is_empty());
    }

    #[test]
    fn requests_are_cut_by_bytes_too_and_keep_their_order() {
        let limits = Capabilities { bytes_per_request: 9, ..Capabilities::default() };
        let shape: Vec<_> = limits
            .parts(&request("th", &["กข", "abc", "กขคง", "กขค"]))
            .into_iter()
            .map(|part| match part {
                Part::Fits(request) => request.segments.into_iter().map(|segment| segment.text).collect(),
                Part::TooLong => vec!["too long".to_owned()],
            })
            .collect();
        assert_eq!(shape, [vec!["กข", "abc"], vec!["too long"], vec!["กขค"]]);
    }

    #[test]
    fn a_language_is_taken_in_general_or_in_particular() {
        let tag = |tag| Language::parse(tag).expect("a tag");
        let some = Capabilities { languages: vec![tag("zh-Hans"), tag("en")], ..Capabilities::default() };
        let answers: Vec<_> = ["en", "en-US", "zh", "zh-Hans", "zh-Hant", "ko"].iter().map(|one| some.takes(&tag(one))).collect();
        assert_eq!(answers, [true, true, true, true, false, false]);
        assert!(Capabilities::default().takes(&tag("ko")));
    }
}
