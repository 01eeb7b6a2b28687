//! Which text tells more of what a publication is about.

use publication::TextPart;

use crate::TextOrigin;

/// How much a match in a part's texts of an origin weighs: title before abstract before claims before description; people's Japanese before
/// machines'.
#[must_use]
pub const fn text_weight(part: TextPart, origin: TextOrigin) -> f32 {
    let part = match part {
        TextPart::Title => 8.0,
        TextPart::Abstract => 3.0,
        TextPart::Claims => 2.0,
        TextPart::Goods => 1.5,
        TextPart::Description => 1.0,
    };
    let origin = match origin {
        TextOrigin::Original | TextOrigin::Human => 1.0,
        TextOrigin::Memory => 0.95,
        TextOrigin::Machine => 0.7,
        TextOrigin::BuiltIn => 0.6,
    };
    part * origin
}
