//! Reading the pairs of a query string.

use std::str::FromStr;

use publication::{ClassificationScheme, IsoDate};

use crate::{
    counted_name,
    params::{
        ParamProblem, SearchParams, day,
        limits::{LAST_PAGE, LIST_VALUES, MOST_DROPPED, MOST_NAMES, NUMBERS_CHARS, QUERY_STRING_BYTES, TEXT_CHARS},
        normal::{clean, ipc_symbol},
    },
    scheme_class,
};

/// How many characters of a value a [`ParamProblem`] repeats.
const PROBLEM_CHARS: usize = 100;

/// Collects parameters and problems.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) params: SearchParams,
    pub(super) problems: Vec<ParamProblem>,
}

impl Reader {
    /// The part of the query string that is read: whole pairs within the bound.
    pub(super) fn bounded<'a>(&mut self, query: &'a str) -> &'a str {
        if query.len() <= QUERY_STRING_BYTES {
            return query;
        }
        let bound = query.floor_char_boundary(QUERY_STRING_BYTES);
        let kept = &query[..query[..bound].rfind('&').unwrap_or(bound)];
        self.problem("", &query[kept.len()..]);
        kept
    }

    fn problem(&mut self, key: &str, value: &str) {
        self.problems.push(ParamProblem { key: key.to_owned(), value: value.chars().take(PROBLEM_CHARS).collect() });
    }

    pub(super) fn pair(&mut self, key: &str, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        match key {
            "q" => self.text(key, value, |params| &mut params.all),
            "any" => self.text(key, value, |params| &mut params.any),
            "not" => self.text(key, value, |params| &mut params.without),
            "applicant" => self.text(key, value, |params| &mut params.applicant),
            "inventor" => self.text(key, value, |params| &mut params.inventor),
            "class" => self.text(key, value, |params| &mut params.class),
            "number" => self.text(key, value, |params| &mut params.number),
            "applicant-is" => self.name(key, value),
            "year" => self.words(
                key,
                value,
                |params| &mut params.years,
                |word| word.parse().ok().filter(|year| IsoDate::new(*year, 1, 1).is_ok()),
            ),
            "ipc" => self.words(key, value, |params| &mut params.ipc, ipc_symbol),
            "nice" => self.classes(key, value, ClassificationScheme::Nice, |params| &mut params.nice),
            "locarno" => self.classes(key, value, ClassificationScheme::Locarno, |params| &mut params.locarno),
            "vienna" => self.classes(key, value, ClassificationScheme::Vienna, |params| &mut params.vienna),
            "mark" => self.text(key, value, |params| &mut params.mark),
            "mark-match" => match value.trim().parse() {
                Ok(way) => self.params.mark_match = way,
                Err(()) => self.problem(key, value),
            },
            "mark-kind" => self.list(key, value, |params| &mut params.mark_features),
            "goods" => self.text(key, value, |params| &mut params.goods),
            "status" => self.list(key, value, |params| &mut params.statuses),
            "text" => self.list(key, value, |params| &mut params.origins),
            "in" => self.list(key, value, |params| &mut params.parts),
            "office" => self.list(key, value, |params| &mut params.offices),
            "right" => self.list(key, value, |params| &mut params.rights),
            "kind" => self.list(key, value, |params| &mut params.kinds),
            "lang" => self.list(key, value, |params| &mut params.languages),
            "has" => self.list(key, value, |params| &mut params.has),
            "made" => self.list(key, value, |params| &mut params.made),
            "from" => self.day(key, value, day::first, |params| &mut params.published_from),
            "to" => self.day(key, value, day::last, |params| &mut params.published_to),
            "filed-from" => self.day(key, value, day::first, |params| &mut params.filed_from),
            "filed-to" => self.day(key, value, day::last, |params| &mut params.filed_to),
            "sort" => match value.trim().parse() {
                Ok(sort) => self.params.sort = sort,
                Err(()) => self.problem(key, value),
            },
            "expand" => match value.trim() {
                "off" => self.params.unexpanded = true,
                "on" => self.params.unexpanded = false,
                _ => self.problem(key, value),
            },
            "expand-not" => match value.parse() {
                Ok(dropped) if self.params.expand_not.contains(&dropped) => {}
                Ok(dropped) if self.params.expand_not.len() < MOST_DROPPED => self.params.expand_not.push(dropped),
                _ => self.problem(key, value),
            },
            "page" => match value.trim().parse::<u32>() {
                Ok(page) if page <= LAST_PAGE => self.params.page = page,
                _ => self.problem(key, value),
            },
            _ => {}
        }
    }

    fn text(&mut self, key: &str, value: &str, field: impl Fn(&mut SearchParams) -> &mut String) {
        let (bound, separator) = match key {
            "q" => (NUMBERS_CHARS, ' '),
            "number" => (NUMBERS_CHARS, '\n'),
            _ => (TEXT_CHARS, ' '),
        };
        let text = field(&mut self.params);
        let value = value.trim();
        if !text.is_empty() {
            text.push(separator);
        }
        let room = bound.saturating_sub(text.chars().count());
        match value.char_indices().nth(room) {
            None => text.push_str(value),
            Some((end, _)) => {
                text.push_str(&value[..end]);
                self.problem(key, &value[end..]);
            }
        }
    }

    /// A whole name; commas are part of it.
    fn name(&mut self, key: &str, value: &str) {
        let names = &mut self.params.applicant_names;
        match counted_name(&clean(value, TEXT_CHARS, false)) {
            Some(name) if names.contains(&name) => {}
            Some(name) if names.len() < MOST_NAMES => names.push(name),
            _ => self.problem(key, value),
        }
    }

    fn list<T: FromStr + PartialEq>(&mut self, key: &str, value: &str, field: impl Fn(&mut SearchParams) -> &mut Vec<T>) {
        self.words(key, value, field, |word| word.parse().ok());
    }

    /// Classes of one scheme, also with spaces between them. What has a space within it (`第 25 類`) is tried as it stands first.
    fn classes(
        &mut self,
        key: &str,
        value: &str,
        scheme: ClassificationScheme,
        field: impl Fn(&mut SearchParams) -> &mut Vec<String> + Copy,
    ) {
        for part in value.split([',', '、', '，', ';', '；']).map(str::trim).filter(|part| !part.is_empty()) {
            if scheme_class(scheme, part).is_some() {
                self.words(key, part, field, |word| scheme_class(scheme, word));
            } else {
                part.split_whitespace().for_each(|word| self.words(key, word, field, |word| scheme_class(scheme, word)));
            }
        }
    }

    fn words<T: PartialEq>(
        &mut self,
        key: &str,
        value: &str,
        field: impl Fn(&mut SearchParams) -> &mut Vec<T>,
        read: impl Fn(&str) -> Option<T>,
    ) {
        for word in value.split([',', '、', '，']).map(str::trim).filter(|word| !word.is_empty()) {
            let values = field(&mut self.params);
            match read(word) {
                Some(value) if values.contains(&value) => {}
                Some(value) if values.len() < LIST_VALUES => values.push(value),
                // Too many: said once, with the first that was left out.
                Some(_) => return self.problem(key, word),
                None => self.problem(key, word),
            }
        }
    }

    fn day(
        &mut self,
        key: &str,
        value: &str,
        read: fn(&str) -> Option<IsoDate>,
        field: impl Fn(&mut SearchParams) -> &mut Option<IsoDate>,
    ) {
        match read(value) {
            Some(day) => *field(&mut self.params) = Some(day),
            None => self.problem(key, value),
        }
    }
}
