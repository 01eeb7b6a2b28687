//! The one form of a search.

use publication::{ClassificationScheme, IsoDate};

use super::{
    SearchParams,
    limits::{LAST_PAGE, LIST_VALUES, MOST_DROPPED, MOST_NAMES, NUMBERS_CHARS, TEXT_CHARS},
};
use crate::{IpcLevel, MarkMatch, counted_name, normalise_class, scheme_class, scheme_class::class_order};

impl SearchParams {
    /// The same state in its one form: texts trimmed and without control characters, lists in order and without doubles, the first page
    /// as 0.
    #[must_use]
    pub fn normalised(mut self) -> Self {
        let texts =
            [&mut self.any, &mut self.without, &mut self.applicant, &mut self.inventor, &mut self.class, &mut self.mark, &mut self.goods];
        for text in texts {
            *text = clean(text, TEXT_CHARS, false);
        }
        for text in [&mut self.all, &mut self.number] {
            *text = clean(text, NUMBERS_CHARS, true);
        }
        ordered(&mut self.parts);
        ordered(&mut self.origins);
        self.years.retain(|year| IsoDate::new(*year, 1, 1).is_ok());
        ordered(&mut self.years);
        self.applicant_names = self.applicant_names.iter().filter_map(|name| counted_name(&clean(name, TEXT_CHARS, false))).collect();
        ordered(&mut self.applicant_names);
        self.applicant_names.truncate(MOST_NAMES);
        self.ipc = self.ipc.iter().filter_map(|symbol| ipc_symbol(symbol)).collect();
        ordered(&mut self.ipc);
        for (scheme, classes) in [
            (ClassificationScheme::Nice, &mut self.nice),
            (ClassificationScheme::Locarno, &mut self.locarno),
            (ClassificationScheme::Vienna, &mut self.vienna),
        ] {
            *classes = classes.iter().filter_map(|class| scheme_class(scheme, class)).collect();
            classes.sort_by_cached_key(|class| class_order(class));
            classes.dedup();
            classes.truncate(LIST_VALUES);
        }
        if self.mark.is_empty() {
            self.mark_match = MarkMatch::default();
        }
        ordered(&mut self.mark_features);
        ordered(&mut self.statuses);
        ordered(&mut self.offices);
        ordered(&mut self.rights);
        ordered(&mut self.kinds);
        ordered(&mut self.languages);
        ordered(&mut self.has);
        ordered(&mut self.made);
        ordered(&mut self.expand_not);
        self.expand_not.truncate(MOST_DROPPED);
        self.page = if self.page == 1 { 0 } else { self.page.min(LAST_PAGE) };
        self
    }
}

/// A symbol of the IPC as it is asked for: normalised, of one of the levels that are counted or a group below them.
pub(super) fn ipc_symbol(text: &str) -> Option<String> {
    let symbol = normalise_class(text)?;
    // A main group is also written as its first subgroup.
    let symbol = symbol.strip_suffix("/00").map(str::to_owned).unwrap_or(symbol);
    IpcLevel::Section.of(&symbol).map(|_| symbol)
}

fn ordered<T: Ord>(values: &mut Vec<T>) {
    values.sort_unstable();
    values.dedup();
    values.truncate(LIST_VALUES);
}

/// Trims, turns control characters into spaces (line ends are kept in pasted lists) and cuts.
pub(super) fn clean(text: &str, chars: usize, lines: bool) -> String {
    let text: String = text
        .replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\r' | '\n' if lines => '\n',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    let cut: String = text.trim().chars().take(chars).collect();
    cut.trim_end().to_owned()
}
