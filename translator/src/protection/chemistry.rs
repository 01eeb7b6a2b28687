//! Formulae of chemistry.

/// Symbols of the elements, and of what formulae write like one (alkyl groups, halogens, metals in general, deuterium).
const ELEMENTS: &[&str] = &[
    "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "Ar", "K", "Ca", "Sc", "Ti", "V", "Cr",
    "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br", "Kr", "Rb", "Sr", "Y", "Zr", "Nb", "Mo", "Tc", "Ru", "Rh", "Pd",
    "Ag", "Cd", "In", "Sn", "Sb", "Te", "I", "Xe", "Cs", "Ba", "La", "Ce", "Pr", "Nd", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm",
    "Yb", "Lu", "Hf", "Ta", "W", "Re", "Os", "Ir", "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Th", "D", "Me", "Et", "Ph",
];

/// Whether a word of ASCII letters, digits and brackets is a formula: elements only, two of them or more, with a number. `CO2` is one, `S101` and `B12` are signs.
pub(super) fn is_formula(word: &str) -> bool {
    if word.len() < 3 || word.len() > 80 || !word.starts_with(|c: char| c.is_ascii_uppercase() || c == '(' || c == '[') {
        return false;
    }
    let mut rest = word;
    let (mut elements, mut digits) = (0, 0);
    let mut last_number = 0;
    while let Some(c) = rest.chars().next() {
        if c.is_ascii_uppercase() {
            let two = rest.get(..2).filter(|two| ELEMENTS.contains(two));
            let symbol = two.or_else(|| rest.get(..1).filter(|one| ELEMENTS.contains(one)));
            let Some(symbol) = symbol else { return false };
            elements += 1;
            rest = &rest[symbol.len()..];
            last_number = 0;
        } else if c.is_ascii_digit() || matches!(c, '₀'..='₉') {
            digits += 1;
            last_number += 1;
            // Reference signs have three digits and more, indices do not.
            if last_number > 3 {
                return false;
            }
            rest = &rest[c.len_utf8()..];
        } else if matches!(c, '(' | ')' | '[' | ']' | '.' | '·' | '-' | '+' | '=' | 'x' | 'y' | 'n') {
            rest = &rest[c.len_utf8()..];
            last_number = 0;
        } else {
            return false;
        }
    }
    elements >= 2 && digits >= 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulae_and_signs() {
        for word in ["CO2", "H2SO4", "LiNi0.5Mn1.5O4", "CaCO3", "Ca(OH)2", "SiO₂", "LiCoO2"] {
            assert!(is_formula(word), "{word}");
        }
        for word in ["S101", "B12", "12a", "The", "FIG", "CO", "CPU2", "HO1234", "R1", ""] {
            assert!(!is_formula(word), "{word}");
        }
    }
}
