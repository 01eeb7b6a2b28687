//! A field of what a person sent that cannot be taken.

/// Why a field is refused. What was sent is shown again beside it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FieldError {
    /// The field's name, as in the form.
    pub field: &'static str,
    /// Stable code.
    pub code: &'static str,
    /// The reason, in Japanese.
    pub reason: String,
}

impl FieldError {
    /// Refuses a field.
    #[must_use]
    pub const fn new(field: &'static str, code: &'static str, reason: String) -> Self {
        Self { field, code, reason }
    }
}
