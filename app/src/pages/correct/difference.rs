//! Two texts laid over each other: what was taken out and what was put in.

use leptos::prelude::*;

use crate::services::DiffPiece;

/// The pieces in order, by `<del>` and `<ins>`.
pub(super) fn difference(pieces: &[DiffPiece]) -> AnyView {
    pieces
        .iter()
        .map(|piece| match piece {
            DiffPiece::Same(text) => text.clone().into_any(),
            DiffPiece::Removed(text) => view! { <del>{text.clone()}</del> }.into_any(),
            DiffPiece::Added(text) => view! { <ins>{text.clone()}</ins> }.into_any(),
        })
        .collect_view()
        .into_any()
}
