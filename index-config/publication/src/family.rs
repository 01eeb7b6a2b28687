//! Patent families.

use serde::{Deserialize, Serialize};

use crate::DocumentReference;

/// A member of a family.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FamilyMember {
    /// The member document.
    pub document: DocumentReference,
    /// The source's number of the member's own family, where that is another one: both are of one extended family (INPADOC).
    #[serde(default)]
    pub family_id: Option<String>,
}

/// The family a document belongs to, as a source states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Family {
    /// The source's number of the family (DOCDB simple family).
    pub id: Option<String>,
    /// Its other members, as far as the source names them.
    #[serde(default)]
    pub members: Vec<FamilyMember>,
}
