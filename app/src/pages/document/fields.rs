//! Rows of the bibliographic table: INID code, name, content.

use leptos::prelude::*;
use publication::Right;

/// A row. The code is the one of the right's own standard: WIPO ST.9 for patents and utility models, ST.60 for marks, ST.80 for designs.
pub(super) struct Field {
    /// INID code; empty where there is none.
    pub inid: &'static str,
    /// What the field is called.
    pub name: String,
    /// Its content.
    pub content: AnyView,
}

impl Field {
    /// A field with content.
    pub(super) fn new(inid: &'static str, name: impl Into<String>, content: impl IntoView) -> Self {
        Self { inid, name: name.into(), content: content.into_any() }
    }

    /// As a row of the table.
    pub(super) fn row(self) -> AnyView {
        let code = (!self.inid.is_empty()).then(|| format!("({})", self.inid));
        view! { <tr><td class="inid">{code}</td><th scope="row">{self.name}</th><td>{self.content}</td></tr> }.into_any()
    }
}

/// The code of a field by right: ST.9, ST.80, ST.60.
pub(super) const fn inid(right: Right, patent: &'static str, design: &'static str, trademark: &'static str) -> &'static str {
    match right {
        Right::Patent | Right::UtilityModel => patent,
        Right::Design => design,
        Right::Trademark => trademark,
    }
}
