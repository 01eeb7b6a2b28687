//! Character entities of patent SGML and XML.
//!
//! DTDs of patent documents declare the ISO 8879 and ISO 9573-13 sets of characters (`&alpha;`, `&deg;`, `&Sacute;`). Those DTDs are not at
//! hand and never fetched, so the names are resolved by a table: HTML 5 took over nearly all of them. An internal subset may declare
//! further single characters; a declaration of anything longer is not taken, and a reference to it is refused.

use std::{borrow::Cow, collections::HashMap, sync::LazyLock};

/// Names and code points of the ISO sets, as HTML 5 lists them; those that stand for two characters are left out.
static CHARACTERS: LazyLock<HashMap<&'static str, char>> = LazyLock::new(|| {
    let lines = include_str!("character_entities.txt").lines();
    lines
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(name, code)| Some((name, char::from_u32(u32::from_str_radix(code, 16).ok()?)?)))
        .collect()
});

/// Names of ISO sets that HTML 5 does not have (ISOgrk1, ISOgrk2, single ones of the sets of symbols), and offices' own.
const FURTHER: &[(&str, &str)] = &[
    ("Aacgr", "Ά"),
    ("Agr", "Α"),
    ("Bgr", "Β"),
    ("Dgr", "Δ"),
    ("EEgr", "Η"),
    ("Egr", "Ε"),
    ("Ggr", "Γ"),
    ("Igr", "Ι"),
    ("KHgr", "Χ"),
    ("Kgr", "Κ"),
    ("Lgr", "Λ"),
    ("Mgr", "Μ"),
    ("Ngr", "Ν"),
    ("OHgr", "Ω"),
    ("Ogr", "Ο"),
    ("PHgr", "Φ"),
    ("PSgr", "Ψ"),
    ("Pgr", "Π"),
    ("Rgr", "Ρ"),
    ("Sgr", "Σ"),
    ("THgr", "Θ"),
    ("Tgr", "Τ"),
    ("Ugr", "Υ"),
    ("Xgr", "Ξ"),
    ("Zgr", "Ζ"),
    ("aacgr", "ά"),
    ("agr", "α"),
    ("bgr", "β"),
    ("dgr", "δ"),
    ("eegr", "η"),
    ("egr", "ε"),
    ("ggr", "γ"),
    ("igr", "ι"),
    ("kgr", "κ"),
    ("khgr", "χ"),
    ("lgr", "λ"),
    ("mgr", "μ"),
    ("ngr", "ν"),
    ("ogr", "ο"),
    ("ohgr", "ω"),
    ("pgr", "π"),
    ("phgr", "φ"),
    ("psgr", "ψ"),
    ("rgr", "ρ"),
    ("sfgr", "ς"),
    ("sgr", "σ"),
    ("tgr", "τ"),
    ("thgr", "θ"),
    ("ugr", "υ"),
    ("xgr", "ξ"),
    ("zgr", "ζ"),
    ("EEacgr", "Ή"),
    ("Eacgr", "Έ"),
    ("Iacgr", "Ί"),
    ("Idigr", "Ϊ"),
    ("OHacgr", "Ώ"),
    ("Oacgr", "Ό"),
    ("Uacgr", "Ύ"),
    ("Udigr", "Ϋ"),
    ("eacgr", "έ"),
    ("eeacgr", "ή"),
    ("iacgr", "ί"),
    ("idiagr", "ΐ"),
    ("idigr", "ϊ"),
    ("oacgr", "ό"),
    ("ohacgr", "ώ"),
    ("uacgr", "ύ"),
    ("udiagr", "ΰ"),
    ("udigr", "ϋ"),
    ("epsis", "ϵ"),
    ("phis", "ϕ"),
    ("thetas", "θ"),
    ("ang90", "∟"),
    ("cupre", "≼"),
    ("darr2", "⇊"),
    ("dlarr", "↙"),
    ("drarr", "↘"),
    ("fjlig", "fj"),
    ("gsdot", "⋗"),
    ("jnodot", "ȷ"),
    ("larr2", "⇇"),
    ("ldot", "⋖"),
    ("lpargt", "⦠"),
    ("lrarr2", "⇆"),
    ("lrhar2", "⇋"),
    ("ngE", "≧̸"),
    ("nges", "⩾̸"),
    ("nlE", "≦̸"),
    ("nles", "⩽̸"),
    ("npre", "⪯̸"),
    ("nsce", "⪰̸"),
    ("nsubE", "⫅̸"),
    ("nsupE", "⫆̸"),
    ("rarr2", "⇉"),
    ("rlarr2", "⇄"),
    ("rlhar2", "⇌"),
    ("samalg", "∐"),
    ("sbsol", "﹨"),
    ("uarr2", "⇈"),
    ("vprime", "′"),
    ("Asteriskpseud", "*"),
    ("Brketclosest", "]"),
    ("Brketopenst", "["),
    ("Circlesolid", "●"),
    ("Parenclosest", ")"),
    ("Parenopenst", "("),
];

/// Most declarations taken from one internal subset.
const MOST_DECLARED: usize = 4096;

/// Character entities as far as a document declares its own; all others come from the table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entities {
    declared: Vec<(String, char)>,
}

impl Entities {
    /// Reads single-character entity declarations (`<!ENTITY agr "&#945;">`) from what stands before the root element.
    pub(crate) fn declared_in(prologue: &str) -> Self {
        let mut declared = Vec::new();
        for declaration in prologue.split("<!ENTITY").skip(1).take(MOST_DECLARED) {
            let Some(declaration) = declaration.split('>').next() else { continue };
            let mut words = declaration.splitn(2, |c: char| c.is_ascii_whitespace());
            let rest = match words.next() {
                Some("") => words.next().unwrap_or_default().trim(),
                _ => continue,
            };
            let Some((name, value)) = rest.split_once(|c: char| c.is_ascii_whitespace()) else { continue };
            let value = value.trim();
            let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { continue };
            let Some(value) = value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote)) else { continue };
            if let Some(character) = single_character(value) {
                declared.push((name.to_owned(), character));
            }
        }
        Self { declared }
    }

    /// What a general entity stands for; `None` where it is unknown.
    pub(crate) fn resolve(&self, name: &str) -> Option<Cow<'static, str>> {
        if let Some(text) = quick_xml::escape::resolve_predefined_entity(name) {
            return Some(Cow::Borrowed(text));
        }
        if let Some((_, character)) = self.declared.iter().find(|(declared, _)| declared == name) {
            return Some(Cow::Owned(character.to_string()));
        }
        if let Some(character) = CHARACTERS.get(name) {
            return Some(Cow::Owned(character.to_string()));
        }
        if let Some((_, text)) = FURTHER.iter().find(|(further, _)| *further == name) {
            return Some(Cow::Borrowed(text));
        }
        // ISOgrk4: bold letters, of which the letter is the content.
        if let Some(character) = name.strip_prefix("b.").and_then(|letter| CHARACTERS.get(letter)) {
            return Some(Cow::Owned(character.to_string()));
        }
        // Back files hold names in capitals, and their entities with them: SACUTE of a name that was &Sacute;.
        if name.len() > 1 && name.bytes().all(|b| b.is_ascii_uppercase()) {
            let title_case = format!("{}{}", &name[..1], name[1..].to_ascii_lowercase());
            return CHARACTERS.get(title_case.as_str()).map(|character| Cow::Owned(character.to_string()));
        }
        None
    }
}

/// The one character that an entity's value is, literally or by reference.
fn single_character(value: &str) -> Option<char> {
    let mut characters = value.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return (!only.is_control() && only != '&' && only != '<').then_some(only);
    }
    // Some DTDs write the ampersand of the reference as a reference itself: "&#38;#945;".
    let reference = value.strip_prefix("&#38;#").or_else(|| value.strip_prefix("&#"))?.strip_suffix(';')?;
    let code = match reference.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => reference.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_resolved_and_nothing_else() {
        let entities = Entities::declared_in(
            "<!DOCTYPE x [<!ENTITY one \"&#x3b1;\"> <!ENTITY two 'β'><!ENTITY lol \"lol\"><!ENTITY e SYSTEM \"file:///etc/passwd\"><!ENTITY % p \"x\">]>",
        );
        for (name, text) in [
            ("amp", "&"),
            ("one", "α"),
            ("two", "β"),
            ("alpha", "α"),
            ("deg", "°"),
            ("Sacute", "Ś"),
            ("SACUTE", "Ś"),
            ("agr", "α"),
            ("OHgr", "Ω"),
            ("b.alpha", "α"),
            ("rlhar2", "⇌"),
            ("nles", "⩽̸"),
        ] {
            assert_eq!(entities.resolve(name).as_deref(), Some(text), "{name}");
        }
        for name in ["lol", "e", "p", "%", "", "nonsense", "NONSENSE"] {
            assert_eq!(entities.resolve(name), None, "{name}");
        }
    }
}
