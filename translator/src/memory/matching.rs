//! Matches of a sentence in the memory, as a translator is offered them: how alike, why not more, and what differs.
//!
//! Only an exact match, or one whose numbers are certain, is Japanese of the sentence. A fuzzy match is Japanese of *another* sentence: it is
//! for people who edit it and for engines that learn from it, and is never shown to readers.

use super::{Comparison, Context, Edit, MemoryError, MemoryScope, MemoryUnit, TranslationMemory, difference};
use crate::{Language, normal::normalised, pattern::Pattern, pattern::substituted};

/// Units that the memory is asked for, to find the best of them.
const CANDIDATES: usize = 64;

/// What makes a unit a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MatchKind {
    /// The same sentence between the same sentences: 101 %.
    Context,
    /// The same sentence: 100 %.
    Exact,
    /// The same sentence but for its numbers, which are certain.
    NumbersSubstituted,
    /// A sentence that resembles it.
    Fuzzy,
}

impl MatchKind {
    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Context => "context",
            Self::Exact => "exact",
            Self::NumbersSubstituted => "numbers-substituted",
            Self::Fuzzy => "fuzzy",
        }
    }

    /// What it is called, in Japanese.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::Context => "文脈一致",
            Self::Exact => "完全一致",
            Self::NumbersSubstituted => "数値置換",
            Self::Fuzzy => "類似",
        }
    }
}

/// Why a match is worth less than its likeness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Penalty {
    /// Numbers were put in by the program.
    NumbersSubstituted,
    /// Nobody is named who made it.
    NoAuthor,
    /// It was made from what the public may not see, and is used among what it may.
    Restricted,
}

impl Penalty {
    /// The stable word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NumbersSubstituted => "numbers-substituted",
            Self::NoAuthor => "no-author",
            Self::Restricted => "restricted",
        }
    }

    /// What it says, in Japanese.
    #[must_use]
    pub const fn japanese(self) -> &'static str {
        match self {
            Self::NumbersSubstituted => "数値を自動で置き換えた",
            Self::NoAuthor => "訳者の記載がない",
            Self::Restricted => "公衆提供しない文から作られた",
        }
    }
}

/// What is offered, and what is taken off; per cents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchSettings {
    /// Least likeness of a fuzzy match, before anything is taken off.
    pub threshold: u8,
    /// Most matches.
    pub most: usize,
    /// Taken off where numbers were substituted.
    pub numbers_substituted: u8,
    /// Taken off where nobody is named.
    pub no_author: u8,
    /// Taken off where the unit is restricted.
    pub restricted: u8,
}

impl Default for MatchSettings {
    fn default() -> Self {
        Self { threshold: 70, most: 9, numbers_substituted: 1, no_author: 1, restricted: 5 }
    }
}

/// A unit that matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemoryMatch {
    /// What makes it one.
    pub kind: MatchKind,
    /// What is left of its likeness, per cent: 101 for a context match.
    pub percent: u8,
    /// What was taken off.
    pub penalties: Vec<Penalty>,
    /// Japanese of the sentence, with its numbers put in; of a fuzzy match, the unit's own.
    pub japanese: String,
    /// Where the unit's source and the sentence (normalised) differ.
    pub edits: Vec<Edit>,
    /// The unit.
    pub unit: MemoryUnit,
}

/// A sentence to be matched, with what stands around it, where that is known.
#[derive(Clone, Copy, Debug)]
pub struct Sentence<'a> {
    /// The sentence.
    pub text: &'a str,
    /// Its context; `None` where it is not known.
    pub context: Option<&'a Context>,
}

/// Matches of a sentence, best first, each unit once.
///
/// # Errors
/// Where the memory cannot be asked.
pub async fn matches(
    memory: &dyn TranslationMemory,
    sentence: Sentence<'_>,
    language: &Language,
    scope: MemoryScope,
    settings: &MatchSettings,
) -> Result<Vec<MemoryMatch>, MemoryError> {
    let text = normalised(sentence.text);
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let pattern = Pattern::of_normalised(&text, language);
    let mut units = memory.exact(language, std::slice::from_ref(&text), scope).await?;
    if !pattern.numbers.is_empty() {
        units.extend(memory.by_pattern(language, std::slice::from_ref(&pattern.text), scope).await?);
    }
    units.extend(memory.similar(language, &text, scope, CANDIDATES).await?);
    let comparison = Comparison::of(&text);
    let mut found: Vec<MemoryMatch> = Vec::new();
    for unit in units {
        // An adapter that forgets the scope must not make us show what it should not have given.
        if (scope == MemoryScope::Public && unit.restricted) || found.iter().any(|other| other.unit == unit) {
            continue;
        }
        found.extend(judged(unit, sentence.context, &comparison, &text, &pattern, language, settings));
    }
    found.sort_by(|a, b| {
        b.percent
            .cmp(&a.percent)
            .then_with(|| a.kind.cmp(&b.kind))
            .then_with(|| b.unit.date.cmp(&a.unit.date))
            .then_with(|| a.unit.source.cmp(&b.unit.source))
    });
    found.truncate(settings.most);
    for one in &mut found {
        one.edits = difference(&one.unit.source, &text);
    }
    Ok(found)
}

/// What a unit is to a sentence; `None` where it is nothing.
fn judged(
    unit: MemoryUnit,
    context: Option<&Context>,
    comparison: &Comparison,
    text: &str,
    pattern: &Pattern,
    language: &Language,
    settings: &MatchSettings,
) -> Option<MemoryMatch> {
    let percent = comparison.percent(&unit.source);
    let mut penalties = Vec::new();
    let (kind, percent, japanese) = if percent == 100 {
        let same = context.is_some() && unit.context.as_ref() == context;
        (if same { MatchKind::Context } else { MatchKind::Exact }, if same { 101 } else { 100 }, unit.japanese.clone())
    } else if let Some(japanese) = substituted(&unit.source, &unit.japanese, pattern, language) {
        penalties.push((Penalty::NumbersSubstituted, settings.numbers_substituted));
        (MatchKind::NumbersSubstituted, 100, japanese)
    } else if percent >= settings.threshold {
        (MatchKind::Fuzzy, percent, unit.japanese.clone())
    } else {
        return None;
    };
    debug_assert!(kind != MatchKind::Exact || normalised(&unit.source) == text);
    if unit.author.trim().is_empty() {
        penalties.push((Penalty::NoAuthor, settings.no_author));
    }
    if unit.restricted {
        penalties.push((Penalty::Restricted, settings.restricted));
    }
    penalties.retain(|(_, taken)| *taken > 0);
    let taken = penalties.iter().fold(0_u8, |sum, (_, taken)| sum.saturating_add(*taken));
    let penalties = penalties.into_iter().map(|(penalty, _)| penalty).collect();
    Some(MemoryMatch { kind, percent: percent.saturating_sub(taken), penalties, japanese, edits: Vec::new(), unit })
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;

    use super::*;
    use crate::UnitOrigin;

    /// Gives everything it has, whatever is asked for: what is no match must be told from what is one.
    struct Heap(Vec<MemoryUnit>);

    #[async_trait]
    impl TranslationMemory for Heap {
        async fn exact(&self, _: &Language, _: &[String], _: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError> {
            Ok(self.0.clone())
        }

        async fn by_pattern(&self, _: &Language, _: &[String], _: MemoryScope) -> Result<Vec<MemoryUnit>, MemoryError> {
            Ok(self.0.clone())
        }

        async fn similar(&self, _: &Language, _: &str, _: MemoryScope, _: usize) -> Result<Vec<MemoryUnit>, MemoryError> {
            Ok(self.0.clone())
        }
    }

    fn unit(source: &str, japanese: &str) -> MemoryUnit {
        MemoryUnit {
            source: source.into(),
            japanese: japanese.into(),
            author: "山田".into(),
            date: "2026-11-22".into(),
            restricted: false,
            context: None,
            origin: UnitOrigin::Approved,
        }
    }

    async fn found(units: Vec<MemoryUnit>, text: &str, context: Option<&Context>, scope: MemoryScope) -> Vec<MemoryMatch> {
        let language = Language::parse("en").expect("a language");
        matches(&Heap(units), Sentence { text, context }, &language, scope, &MatchSettings::default()).await.expect("a memory")
    }

    #[tokio::test]
    async fn the_better_kind_comes_first() {
        let context = Context::of(Some("A lid."), None);
        let other = Context::of(None, None);
        let units = vec![
            unit("The lid 12 of the pump is open.", "類似。"),
            unit("The lid 4 of the pump is shut.", "ポンプの蓋4は閉じている。"),
            unit("Nothing of the kind at all.", "無関係。"),
            MemoryUnit { context: Some(other), ..unit("The lid 12 of the pump is shut.", "別の文脈。") },
            MemoryUnit { context: Some(context.clone()), ..unit("The lid 12 of the pump is shut.", "同じ文脈。") },
        ];
        let found = found(units, "The lid 12 of the  pump is shut.", Some(&context), MemoryScope::Public).await;
        let short: Vec<_> = found.iter().map(|one| (one.kind, one.percent, one.japanese.as_str())).collect();
        assert_eq!(
            short,
            [
                (MatchKind::Context, 101, "同じ文脈。"),
                (MatchKind::Exact, 100, "別の文脈。"),
                (MatchKind::NumbersSubstituted, 99, "ポンプの蓋12は閉じている。"),
                (MatchKind::Fuzzy, 88, "類似。"),
            ]
        );
        assert_eq!((found[2].penalties.as_slice(), found[2].edits.len()), ([Penalty::NumbersSubstituted].as_slice(), 1));
        let edit = &found[3].edits[0];
        assert_eq!((&found[3].unit.source[edit.stored.clone()], &"The lid 12 of the pump is shut."[edit.new.clone()]), ("open", "shut"));
    }

    #[tokio::test]
    async fn what_is_taken_off_is_said_and_restricted_units_stay_inside() {
        let nameless = MemoryUnit { author: String::new(), ..unit("The lid is shut.", "蓋は閉じている。") };
        let inside = MemoryUnit { restricted: true, ..unit("The lid is shut.", "内部。") };
        let all = found(vec![nameless.clone(), inside.clone()], "The lid is shut.", None, MemoryScope::Inside).await;
        let short: Vec<_> = all.iter().map(|one| (one.percent, one.penalties.clone())).collect();
        assert_eq!(short, [(99, vec![Penalty::NoAuthor]), (95, vec![Penalty::Restricted])]);
        assert_eq!(found(vec![nameless, inside], "The lid is shut.", None, MemoryScope::Public).await.len(), 1);
    }

    #[tokio::test]
    async fn without_a_known_context_nothing_is_a_context_match() {
        let all = found(vec![unit("A lid.", "蓋。")], "A lid.", None, MemoryScope::Public).await;
        assert_eq!((all.len(), all[0].kind), (1, MatchKind::Exact));
        assert!(found(vec![unit("", "空。")], " ", None, MemoryScope::Public).await.is_empty());
    }
}
