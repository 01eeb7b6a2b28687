//! How much of a text is in Japanese, and by whom.

use leptos::prelude::*;

use crate::{
    InterfaceLanguage,
    i18n::{DocumentText, percent},
    services::CoverageMeter,
};

/// The makers with their characters, in the order of trust.
fn shares(language: InterfaceLanguage, meter: CoverageMeter) -> [(&'static str, &'static str, u64); 5] {
    let text = DocumentText::of(language);
    [
        ("meter-human", text.meter_human, meter.human),
        ("meter-memory", text.meter_memory, meter.memory),
        ("meter-machine", text.meter_machine, meter.machine),
        ("meter-built-in", text.meter_built_in, meter.built_in),
        ("meter-none", text.meter_none, meter.none),
    ]
}

/// All of a meter's characters.
fn whole(meter: CoverageMeter) -> u64 {
    [meter.human, meter.memory, meter.machine, meter.built_in, meter.none].into_iter().fold(0, u64::saturating_add)
}

/// The meter in words: `86 %(翻訳メモリ 80 %、定型 6 %、未翻訳 14 %)`.
pub(crate) fn meter_text(language: InterfaceLanguage, meter: CoverageMeter) -> String {
    let whole = whole(meter);
    let translated = percent(whole.saturating_sub(meter.none), whole);
    let parts: Vec<String> = shares(language, meter)
        .into_iter()
        .filter(|(_, _, characters)| *characters > 0)
        .map(|(_, name, characters)| {
            let share = percent(characters, whole);
            // What is there, however little, is not nothing.
            if share == 0 { format!("{name} <1%") } else { format!("{name} {share}%") }
        })
        .collect();
    match language {
        InterfaceLanguage::Ja => format!("{translated}%({})", parts.join("、")),
        InterfaceLanguage::En => format!("{translated}% ({})", parts.join(", ")),
    }
}

/// A bar with its words. Nothing where there is nothing to translate.
pub(crate) fn meter(language: InterfaceLanguage, meter: CoverageMeter) -> Option<AnyView> {
    let whole = whole(meter);
    if whole == 0 {
        return None;
    }
    let mut start = 0_u64;
    let bars = shares(language, meter)
        .into_iter()
        .filter(|(_, _, characters)| *characters > 0)
        .map(|(class, _, characters)| {
            // In thousandths, so that rounding leaves no gap that could be seen.
            let x = (u128::from(start) * 1000 / u128::from(whole)) as u64;
            start = start.saturating_add(characters);
            let end = (u128::from(start) * 1000 / u128::from(whole)) as u64;
            view! { <rect class=class x=x.to_string() width=end.saturating_sub(x).to_string() height="10"/> }
        })
        .collect::<Vec<_>>();
    Some(
        view! {
            <div class="meter">
                <span class="meter-label">{DocumentText::of(language).coverage}</span>
                <svg class="meter-bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">{bars}</svg>
                <span class="meter-text">{meter_text(language, meter)}</span>
            </div>
        }
        .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_what_the_bar_shows() {
        let some = CoverageMeter { human: 0, memory: 800, machine: 0, built_in: 3, none: 197 };
        assert_eq!(meter_text(InterfaceLanguage::Ja, some), "80%(翻訳メモリ 80%、定型 <1%、未翻訳 19%)");
        assert_eq!(meter_text(InterfaceLanguage::En, CoverageMeter { none: 5, ..CoverageMeter::default() }), "0% (not translated 100%)");
    }

    #[test]
    fn an_empty_text_has_no_meter_and_absurd_counts_do_no_harm() {
        assert!(meter(InterfaceLanguage::Ja, CoverageMeter::default()).is_none());
        let absurd = CoverageMeter { human: u64::MAX, memory: u64::MAX, machine: 1, built_in: 0, none: 0 };
        assert!(meter(InterfaceLanguage::Ja, absurd).is_some());
    }
}
