//! What the memory knows of segments: the same sentence between its neighbours, the same sentence, and the same but for its numbers.

use std::collections::HashMap;

use super::{Distinct, Outcome, Pipeline, documents::Place, examples, unique};
use crate::{Context, Language, MemoryError, MemoryScope, MemoryUnit, Pattern, Provenance, normal::normalised, pattern::substituted};

impl Pipeline {
    /// What the memory knows. Answers the segments whose Japanese is another one between their neighbours than elsewhere.
    pub(super) async fn ask_memory(
        &self,
        distinct: &mut [Distinct],
        places: &[Place<'_>],
        of_segment: &[usize],
        language: &Language,
        scope: MemoryScope,
    ) -> Result<HashMap<usize, Outcome>, MemoryError> {
        let mut in_context = HashMap::new();
        let Some(memory) = &self.memory else { return Ok(in_context) };
        // An adapter that forgets the scope must not make us show what it should not have given.
        let allowed = |unit: &MemoryUnit| scope == MemoryScope::Inside || !unit.restricted;
        let sources: Vec<String> = unique(distinct.iter().map(|text| text.normalised.clone()));
        if sources.is_empty() {
            return Ok(in_context);
        }
        let mut exact: HashMap<String, Vec<MemoryUnit>> = HashMap::new();
        for unit in memory.exact(language, &sources, scope).await?.into_iter().filter(allowed) {
            exact.entry(normalised(&unit.source)).or_default().push(unit);
        }
        for units in exact.values_mut() {
            units.sort_by(newest_first);
        }
        if exact.values().any(|units| units.len() > 1) {
            for (at, index) in of_segment.iter().enumerate() {
                let known = distinct.get(*index).and_then(|text| exact.get(&text.normalised)).filter(|units| units.len() > 1);
                let Some(units) = known else { continue };
                let Some(place) = places.get(at) else { continue };
                let context = Context::of(place.before, place.after);
                if let Some(unit) = units.iter().find(|unit| unit.context.as_ref() == Some(&context)) {
                    in_context.insert(at, from_unit(unit, unit.japanese.clone(), false));
                }
            }
        }
        let mut patterns: Vec<(usize, Pattern)> = Vec::new();
        for (index, text) in distinct.iter_mut().enumerate() {
            if let Some(unit) = exact.get(&text.normalised).and_then(|units| units.first()) {
                text.outcome = Some(from_unit(unit, unit.japanese.clone(), false));
                continue;
            }
            let pattern = Pattern::of_normalised(&text.normalised, language);
            if !pattern.numbers.is_empty() {
                patterns.push((index, pattern));
            }
        }
        let asked = unique(patterns.iter().map(|(_, pattern)| pattern.text.clone()));
        if asked.is_empty() {
            return Ok(in_context);
        }
        let mut by_pattern: HashMap<String, Vec<MemoryUnit>> = HashMap::new();
        for unit in memory.by_pattern(language, &asked, scope).await?.into_iter().filter(allowed) {
            by_pattern.entry(Pattern::of(&unit.source, language).text).or_default().push(unit);
        }
        for units in by_pattern.values_mut() {
            units.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| a.source.cmp(&b.source)));
        }
        for (index, pattern) in patterns {
            let (Some(units), Some(text)) = (by_pattern.get(&pattern.text), distinct.get_mut(index)) else { continue };
            text.outcome =
                units.iter().find_map(|unit| Some(from_unit(unit, substituted(&unit.source, &unit.japanese, &pattern, language)?, true)));
            if text.outcome.is_none() {
                text.examples = units.iter().take(examples::MOST).map(|unit| (examples::BUT_FOR_NUMBERS, examples::of(unit))).collect();
            }
        }
        Ok(in_context)
    }
}

/// The newer unit first; of equal days, always the same one.
fn newest_first(a: &MemoryUnit, b: &MemoryUnit) -> std::cmp::Ordering {
    (&b.date, &b.japanese).cmp(&(&a.date, &a.japanese))
}

fn from_unit(unit: &MemoryUnit, text: String, numbers_substituted: bool) -> Outcome {
    Outcome::Japanese { text, provenance: Provenance::Memory { author: unit.author.clone(), date: unit.date.clone(), numbers_substituted } }
}
