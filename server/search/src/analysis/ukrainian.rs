//! Ukrainian words without their endings.

/// Endings of nouns and adjectives in all cases; longer before shorter where one ends with another. Verbs keep theirs, and so
/// does the dative in -ові, which adjectives have in the plural.
const ENDINGS: [&str; 37] = [
    "остей",
    "ості",
    "істю",
    "ість",
    "ього",
    "ьому",
    "ами",
    "ями",
    "ого",
    "ому",
    "ими",
    "іми",
    "їми",
    "ою",
    "ею",
    "єю",
    "ої",
    "ий",
    "ій",
    "их",
    "іх",
    "їх",
    "им",
    "ім",
    "їм",
    "ую",
    "юю",
    "ах",
    "ях",
    "ам",
    "ям",
    "ом",
    "ем",
    "єм",
    "ів",
    "їв",
    "ей",
];
/// Letters that end a word and mean a case.
const LETTERS: [char; 12] = ['а', 'я', 'о', 'е', 'є', 'у', 'ю', 'и', 'і', 'ї', 'ь', 'й'];
/// Letters that a stem keeps at the least.
const SHORTEST: usize = 3;

const VOWELS: &str = "аеєиіїоуюя";

fn letters(text: &str) -> usize {
    text.chars().count()
}

fn without_ending(word: &str) -> Option<&str> {
    let long = |rest: &&str| letters(rest) >= SHORTEST;
    ENDINGS.into_iter().find_map(|ending| word.strip_suffix(ending).filter(long)).or_else(|| word.strip_suffix(LETTERS).filter(long))
}

/// The light stem of a folded Ukrainian word: up to two endings fall, of two equal letters at its end one (сталь, сталлю), and an і before its
/// last consonant is the о that it is in other cases (спосіб, способу).
pub(super) fn light_stem(word: &str) -> String {
    let mut stem = word;
    for _ in 0..2 {
        match without_ending(stem) {
            Some(rest) => stem = rest,
            None => break,
        }
    }
    let mut last = stem.char_indices().rev();
    if letters(stem) > SHORTEST
        && let (Some((at, one)), Some((_, other))) = (last.next(), last.next())
        && one == other
    {
        stem = stem.get(..at).unwrap_or(stem);
    }
    let mut stem = stem.to_owned();
    let mut behind = stem.char_indices().rev();
    let consonant = behind.next().filter(|(_, last)| !VOWELS.contains(*last));
    if let (Some(_), Some((at, 'і')), true) = (consonant, behind.next(), letters(&stem) > SHORTEST) {
        stem.replace_range(at..at + 'і'.len_utf8(), "о");
    }
    stem
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_a_word_have_one_stem() {
        for forms in [
            &["пристрій", "пристрою", "пристроєм", "пристрої", "пристроїв", "пристроях"][..],
            &["тепловий", "теплові", "теплової"],
            &["спосіб", "способу", "способи", "способів", "способом"],
            &["акумулятор", "акумулятора", "акумулятори", "акумуляторів", "акумуляторами"],
            &["батарея", "батареї", "батарею", "батарей", "батареями"],
            &["електрод", "електроди", "електродів", "електродом"],
            &["енергія", "енергії", "енергією", "енергій"],
            &["сталь", "сталі", "сталлю"],
            &["ємність", "ємності", "ємністю", "ємностей"],
            &["літієвий", "літієвого", "літієва", "літієвої", "літієві", "літієвих"],
        ] {
            let stems: Vec<String> = forms.iter().map(|form| light_stem(form)).collect();
            assert!(stems.iter().all(|stem| *stem == stems[0]), "{forms:?}: {stems:?}");
        }
        for (one, other) in [("іон", "регіон"), ("батарея", "барабан"), ("насос", "насіння")] {
            assert_ne!(light_stem(one), light_stem(other));
        }
    }
}
