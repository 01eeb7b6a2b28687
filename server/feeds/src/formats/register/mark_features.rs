//! Kinds of marks: the words of ST.66 and ST.96, and those of offices that write their own.

use publication::MarkFeature;

/// Words for a kind of mark, in small letters without blanks, hyphens and points.
const WORDS: &[(&str, MarkFeature)] = &[
    // The standards' own.
    ("word", MarkFeature::Word),
    ("stylizedcharacters", MarkFeature::StylizedCharacters),
    ("stylisedcharacters", MarkFeature::StylizedCharacters),
    ("figurative", MarkFeature::Figurative),
    ("combined", MarkFeature::Combined),
    ("3d", MarkFeature::ThreeDimensional),
    ("threedimensional", MarkFeature::ThreeDimensional),
    ("colour", MarkFeature::Colour),
    ("color", MarkFeature::Colour),
    ("sound", MarkFeature::Sound),
    ("hologram", MarkFeature::Hologram),
    ("olfactory", MarkFeature::Olfactory),
    ("motion", MarkFeature::Motion),
    ("position", MarkFeature::Position),
    ("pattern", MarkFeature::Pattern),
    ("multimedia", MarkFeature::Multimedia),
    ("taste", MarkFeature::Taste),
    ("touch", MarkFeature::Touch),
    ("tactile", MarkFeature::Touch),
    ("tracer", MarkFeature::Tracer),
    // German.
    ("wortmarke", MarkFeature::Word),
    ("bildmarke", MarkFeature::Figurative),
    ("wortbildmarke", MarkFeature::Combined),
    ("dreidimensionalemarke", MarkFeature::ThreeDimensional),
    ("farbmarke", MarkFeature::Colour),
    ("hörmarke", MarkFeature::Sound),
    ("klangmarke", MarkFeature::Sound),
    ("positionsmarke", MarkFeature::Position),
    ("mustermarke", MarkFeature::Pattern),
    ("bewegungsmarke", MarkFeature::Motion),
    ("multimediamarke", MarkFeature::Multimedia),
    ("hologrammmarke", MarkFeature::Hologram),
    ("kennfadenmarke", MarkFeature::Tracer),
    // Spanish and French.
    ("denominativa", MarkFeature::Word),
    ("figurativa", MarkFeature::Figurative),
    ("mixta", MarkFeature::Combined),
    ("tridimensional", MarkFeature::ThreeDimensional),
    ("sonora", MarkFeature::Sound),
    ("verbale", MarkFeature::Word),
    ("semifigurative", MarkFeature::Combined),
    // Traditional Chinese. `平面` says that a mark is flat, and neither that it is of words nor of figures.
    ("立體", MarkFeature::ThreeDimensional),
    ("顏色", MarkFeature::Colour),
    ("聲音", MarkFeature::Sound),
    ("全像圖", MarkFeature::Hologram),
    ("動態", MarkFeature::Motion),
    ("位置", MarkFeature::Position),
    ("氣味", MarkFeature::Olfactory),
];

/// What an office's words for a kind of mark mean; `None` where that is not known.
pub(in crate::formats) fn feature_of(words: &str) -> Option<MarkFeature> {
    let compact: String = words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(40).collect();
    WORDS.iter().find(|(word, _)| *word == compact).map(|(_, feature)| *feature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_or_not() {
        for (words, feature) in [
            ("Word", Some(MarkFeature::Word)),
            ("Stylized characters", Some(MarkFeature::StylizedCharacters)),
            ("3-D", Some(MarkFeature::ThreeDimensional)),
            ("Wort-/Bildmarke", Some(MarkFeature::Combined)),
            ("Hörmarke", Some(MarkFeature::Sound)),
            ("立體", Some(MarkFeature::ThreeDimensional)),
            ("平面", None),
            ("Other", None),
            ("Undefined", None),
            ("", None),
        ] {
            assert_eq!(feature_of(words), feature, "{words}");
        }
    }
}
