//! Cells that a spreadsheet would take for formulas, made harmless and made whole again.
//!
//! An apostrophe is put before them, as spreadsheets themselves write text. What begins with apostrophes and goes on like a formula gets one more,
//! so that taking one away always gives what was there.

use std::borrow::Cow;

/// What a spreadsheet may run, behind any apostrophes.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// The cell as it is written.
pub(super) fn neutralised(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before it was written.
pub(super) fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| is_formula(cell)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_no_formulas() {
        assert_eq!(neutralised("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(neutralised("'=1"), "''=1");
        assert_eq!(neutralised("'90s"), "'90s");
        assert_eq!(plain("'90s"), "'90s");
        assert_eq!(plain("=1"), "=1");
    }

    proptest! {
        #[test]
        fn any_cell_comes_back(cell in "['=+@\t\r＝a-]{0,6}") {
            let written = neutralised(&cell);
            prop_assert!(!written.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']));
            prop_assert_eq!(plain(&written), cell.as_str());
        }
    }
}
