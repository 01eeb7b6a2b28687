//! What a record does to what is held.

use serde::{Deserialize, Serialize};

/// What a record does to what is held of its document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// It is the document: it is new, or takes the place of what was held of it (DOCDB `C` and `A`, ST.96 `Insert` and `Update`). Records that
    /// say nothing do this.
    #[default]
    Put,
    /// It tells something of a document that is described elsewhere (its legal events, its family, its full text) and adds that to it.
    Supplement,
    /// The document is withdrawn at its source (DOCDB `D`, ST.96 `Delete`). Of the publication, only the identity need be there.
    Delete,
}
