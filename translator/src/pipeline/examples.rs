//! Approved pairs that resemble what is to be translated: what an engine is given to learn from.

use super::{Distinct, Pipeline};
use crate::{Comparison, Language, MatchSettings, MemoryScope, MemoryUnit, engine::Example};

/// Most examples of one sentence.
pub(super) const MOST: usize = 3;
/// How alike, in per cent, a pair is that differs in its numbers only.
pub(super) const BUT_FOR_NUMBERS: u8 = 99;
/// Units that the memory is asked for, to find the best of them.
const CANDIDATES: usize = 16;

pub(super) fn of(unit: &MemoryUnit) -> Example {
    Example { source: unit.source.clone(), japanese: unit.japanese.clone() }
}

/// The most alike first, each once.
pub(super) fn best<'a>(all: impl Iterator<Item = &'a (u8, Example)>, most: usize) -> Vec<Example> {
    let mut all: Vec<&(u8, Example)> = all.collect();
    all.sort_by_key(|(percent, _)| std::cmp::Reverse(*percent));
    let mut out: Vec<Example> = Vec::new();
    for (_, example) in all {
        if out.len() >= most {
            break;
        }
        if !out.contains(example) {
            out.push(example.clone());
        }
    }
    out
}

impl Pipeline {
    /// Looks for examples of the texts that an engine is about to be asked for. Without them it is asked all the same.
    pub(super) async fn find_examples(
        &self,
        distinct: &mut [Distinct],
        indices: impl Iterator<Item = usize>,
        language: &Language,
        scope: MemoryScope,
        used: usize,
    ) {
        let Some(memory) = self.memory.as_ref().filter(|_| used > 0) else { return };
        let threshold = MatchSettings::default().threshold;
        for index in indices {
            let Some(text) = distinct.get_mut(index).filter(|text| text.examples.len() < MOST) else { continue };
            let units = match memory.similar(language, &text.normalised, scope, CANDIDATES).await {
                Ok(units) => units,
                Err(error) => {
                    tracing::warn!(%error, "an engine is asked without examples");
                    return;
                }
            };
            let comparison = Comparison::of(&text.normalised);
            let allowed = units.iter().filter(|unit| scope == MemoryScope::Inside || !unit.restricted);
            let found: Vec<(u8, Example)> = allowed
                .map(|unit| (comparison.percent(&unit.source), of(unit)))
                .filter(|(percent, example)| *percent >= threshold && text.examples.iter().all(|(_, known)| known != example))
                .collect();
            text.examples.extend(found);
            text.examples.sort_by_key(|(percent, _)| std::cmp::Reverse(*percent));
            text.examples.truncate(MOST);
        }
    }
}
