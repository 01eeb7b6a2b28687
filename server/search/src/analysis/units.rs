//! Numbers with units.

/// Symbols of units, folded, that may stand directly behind a number. Of single letters only those that are hardly ever anything else there:
/// 5G is no weight and 3D no day.
const UNITS: [&str; 97] = [
    "ah", "bar", "bit", "bps", "cal", "cc", "cd", "cm", "cm2", "cm3", "cp", "cps", "da", "db", "dbm", "dl", "dpi", "ev", "fps", "gb",
    "gbps", "ghz", "gpa", "gw", "ha", "hp", "hpa", "hz", "in", "kb", "kbps", "kcal", "kda", "kev", "kg", "kgf", "khz", "kj", "km", "kn",
    "kpa", "kv", "kva", "kw", "kwh", "kω", "lb", "lm", "lux", "lx", "m2", "m3", "ma", "mah", "mb", "mbps", "mev", "mg", "mhz", "min", "mj",
    "ml", "mm", "mm2", "mm3", "mmol", "mol", "mpa", "ms", "mv", "mw", "mω", "nf", "nm", "ns", "pa", "pf", "phr", "ppb", "ppm", "psi",
    "rpm", "sec", "tb", "thz", "v", "vol", "w", "wh", "wt", "μa", "μf", "μg", "μl", "μm", "μs", "ω",
];

/// Whether a word's end is a unit.
pub(super) fn is_unit(symbol: &str) -> bool {
    UNITS.binary_search(&symbol).is_ok()
}

/// Longest unit in characters.
pub(super) const LONGEST: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        assert!(UNITS.is_sorted());
        assert!(UNITS.iter().all(|unit| unit.chars().count() <= LONGEST));
        assert!(is_unit("mm") && !is_unit("g") && !is_unit("mmx"));
    }
}
