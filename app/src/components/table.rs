//! Tables, marked up in one way.

use leptos::prelude::*;

/// A table: a caption, heads with their scope, and rows; in a region of its own, scrolled where the table is wider than the page.
pub(crate) struct Table {
    caption: &'static str,
    class: &'static str,
    shows_caption: bool,
    scrolls: bool,
    heads: Vec<AnyView>,
    none: Option<&'static str>,
}

impl Table {
    /// A table with its classes, and a caption for who does not see what it is.
    pub(crate) const fn new(caption: &'static str, class: &'static str) -> Self {
        Self { caption, class, shows_caption: false, scrolls: true, heads: Vec::new(), none: None }
    }

    /// Its caption is for everybody.
    pub(crate) const fn with_caption_shown(mut self) -> Self {
        self.shows_caption = true;
        self
    }

    /// It fits every page.
    pub(crate) const fn that_fits(mut self) -> Self {
        self.scrolls = false;
        self
    }

    /// The next heads.
    pub(crate) fn heads(mut self, heads: &[&'static str]) -> Self {
        self.heads.extend(heads.iter().map(|head| view! { <th scope="col">{*head}</th> }.into_any()));
        self
    }

    /// The next head, over cells of this class.
    pub(crate) fn head_of(mut self, class: &'static str, head: &'static str) -> Self {
        self.heads.push(view! { <th scope="col" class=class>{head}</th> }.into_any());
        self
    }

    /// The next head, which is not seen: what stands below says enough to the eye.
    pub(crate) fn unseen_head(mut self, head: &'static str) -> Self {
        self.heads.push(view! { <th scope="col"><span class="visually-hidden">{head}</span></th> }.into_any());
        self
    }

    /// The next column has no head: its cells say by themselves what they are.
    pub(crate) fn without_head(mut self) -> Self {
        self.heads.push(view! { <td></td> }.into_any());
        self
    }

    /// What is said in the place of a table without rows.
    pub(crate) const fn if_empty(mut self, none: &'static str) -> Self {
        self.none = Some(none);
        self
    }

    /// The table with these rows.
    pub(crate) fn view<R: IntoAny>(self, rows: impl IntoIterator<Item = R>) -> AnyView {
        let rows: Vec<AnyView> = rows.into_iter().map(IntoAny::into_any).collect();
        if let Some(none) = self.none.filter(|_| rows.is_empty()) {
            return view! { <p>{none}</p> }.into_any();
        }
        let caption = if self.shows_caption {
            view! { <caption>{self.caption}</caption> }.into_any()
        } else {
            view! { <caption class="visually-hidden">{self.caption}</caption> }.into_any()
        };
        let heads = (!self.heads.is_empty()).then(|| view! { <thead><tr>{self.heads}</tr></thead> });
        let table = view! { <table class=self.class>{caption}{heads}<tbody>{rows}</tbody></table> };
        if self.scrolls {
            view! { <div class="table-scroll" tabindex="0" role="region" aria-label=self.caption>{table}</div> }.into_any()
        } else {
            table.into_any()
        }
    }
}
