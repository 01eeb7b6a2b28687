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

/// Whole per cent of each share, the last of which is what is not translated. Together they are a hundred: the makers share what is
/// translated, the ones with the greatest remainders rounded up.
fn per_cent(translated: u64, whole: u64, characters: [u64; 5]) -> [u64; 5] {
    let [makers @ .., _] = characters;
    let mut shares = makers.map(|characters| percent(characters, whole));
    let mut by_remainder = [0, 1, 2, 3];
    by_remainder.sort_by_key(|maker| std::cmp::Reverse(u128::from(makers[*maker]) * 100 % u128::from(whole.max(1))));
    let given: u64 = shares.iter().sum();
    for maker in by_remainder.into_iter().take(usize::try_from(translated.saturating_sub(given)).unwrap_or(0)) {
        shares[maker] += 1;
    }
    let [human, memory, machine, built_in] = shares;
    [human, memory, machine, built_in, 100 - translated.min(100)]
}

/// The meter in words: `86 %(翻訳メモリ 80 %、定型 6 %、未翻訳 14 %)`.
pub(crate) fn meter_text(language: InterfaceLanguage, meter: CoverageMeter) -> String {
    let whole = whole(meter);
    let translated = percent(whole.saturating_sub(meter.none), whole);
    let shares = shares(language, meter);
    let per_cent = per_cent(translated, whole, shares.map(|(_, _, characters)| characters));
    let parts: Vec<String> = shares
        .into_iter()
        .zip(per_cent)
        .filter(|((_, _, characters), _)| *characters > 0)
        .map(|((_, name, _), share)| {
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
        assert_eq!(meter_text(InterfaceLanguage::Ja, some), "80%(翻訳メモリ 80%、定型 <1%、未翻訳 20%)");
        assert_eq!(meter_text(InterfaceLanguage::En, CoverageMeter { none: 5, ..CoverageMeter::default() }), "0% (not translated 100%)");
    }

    #[test]
    fn shares_add_up_to_the_whole() {
        let all = CoverageMeter { human: 0, memory: 976, machine: 0, built_in: 24, none: 0 };
        assert_eq!(meter_text(InterfaceLanguage::Ja, all), "100%(翻訳メモリ 98%、定型 2%)");
        let most = CoverageMeter { human: 0, memory: 925, machine: 0, built_in: 0, none: 75 };
        assert_eq!(meter_text(InterfaceLanguage::Ja, most), "92%(翻訳メモリ 92%、未翻訳 8%)");
    }

    #[test]
    fn an_empty_text_has_no_meter_and_absurd_counts_do_no_harm() {
        assert!(meter(InterfaceLanguage::Ja, CoverageMeter::default()).is_none());
        let absurd = CoverageMeter { human: u64::MAX, memory: u64::MAX, machine: 1, built_in: 0, none: 0 };
        assert!(meter(InterfaceLanguage::Ja, absurd).is_some());
    }
}
