//! A field of what a person sent that cannot be taken.

use app::{InterfaceLanguage, Refusal, refusal_words};

/// Why a field is refused. What was sent is shown again beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name, as in the form.
    pub field: &'static str,
    /// Why.
    pub refusal: Refusal,
}

impl FieldError {
    /// Refuses a field.
    #[must_use]
    pub const fn new(field: &'static str, refusal: Refusal) -> Self {
        Self { field, refusal }
    }

    /// The reason for people at a command line, in Japanese.
    #[must_use]
    pub fn reason(&self) -> String {
        refusal_words(InterfaceLanguage::Ja, &self.refusal)
    }
}
