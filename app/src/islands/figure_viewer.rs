//! Enlarging, turning and moving an image, and leafing through figures by keys.

use leptos::{
    ev::{KeyboardEvent, PointerEvent, WheelEvent},
    prelude::*,
};
use serde::{Deserialize, Serialize};

/// How much larger or smaller a step makes the image.
const STEP: f64 = 1.25;
/// Largest enlargement.
const MOST: f64 = 8.0;

/// What the viewer's buttons and its image are called.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ViewerWords {
    /// The place of the image.
    pub viewer: String,
    /// Larger.
    pub zoom_in: String,
    /// Smaller.
    pub zoom_out: String,
    /// As it was.
    pub reset: String,
    /// A quarter to the left.
    pub rotate_left: String,
    /// A quarter to the right.
    pub rotate_right: String,
    /// What keys do.
    pub keys: String,
}

/// How the image stands.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pose {
    /// How many times as large as it fits.
    zoom: f64,
    /// Quarters to the right.
    turn: i32,
    /// Pixels moved to the right and down.
    x: f64,
    y: f64,
}

impl Pose {
    const UPRIGHT: Self = Self { zoom: 1.0, turn: 0, x: 0.0, y: 0.0 };

    fn zoomed(self, by: f64) -> Self {
        let zoom = (self.zoom * by).clamp(1.0, MOST);
        // What fits stands in the middle; what is moved moves with the size.
        let kept = if zoom > 1.0 { zoom / self.zoom } else { 0.0 };
        Self { zoom, x: self.x * kept, y: self.y * kept, ..self }
    }

    fn turned(self, quarters: i32) -> Self {
        Self { turn: self.turn + quarters, x: 0.0, y: 0.0, ..self }
    }

    fn moved(self, x: f64, y: f64) -> Self {
        if self.zoom > 1.0 { Self { x: self.x + x, y: self.y + y, ..self } } else { self }
    }
}

/// Buttons above the image, and keys. Arrow keys lead to the page or figure before and after, with Shift to the figure, Escape back, unless
/// something is typed. Letters and signs (+, −, R, 0) and the wheel belong to the image, and only while it has the focus: single letters get in
/// the way of speech input elsewhere (WCAG 2.1.4), and the wheel of reading on. With Control the wheel enlarges without focus, too.
#[island]
pub fn FigureViewer(
    /// The words.
    words: ViewerWords,
    /// Address of the page before.
    before: Option<String>,
    /// Address of the page after.
    after: Option<String>,
    /// Address of the figure before.
    previous_figure: Option<String>,
    /// Address of the figure after.
    next_figure: Option<String>,
    /// Address of all figures.
    back: String,
    /// The image.
    children: Children,
) -> impl IntoView {
    let (ready, set_ready) = signal(false);
    let (pose, set_pose) = signal(Pose::UPRIGHT);
    let stage = NodeRef::<leptos::html::Div>::new();
    // Where the pointer was when it last moved the image.
    let held = StoredValue::new(None::<(i32, i32)>);
    Effect::new(move |_| {
        set_ready.set(true);
        #[cfg(feature = "hydrate")]
        {
            use super::stage::LeafKey;
            let (before, after, back) = (before.clone(), after.clone(), Some(back.clone()));
            let (previous_figure, next_figure) = (previous_figure.clone(), next_figure.clone());
            super::stage::on_leaf_key(move |key| {
                // Arrows move an enlarged image that has the focus.
                if pose.get_untracked().zoom > 1.0 && stage.get_untracked().is_some_and(|stage| super::stage::has_focus(&stage)) {
                    return false;
                }
                let target = match key {
                    LeafKey::Before => &before,
                    LeafKey::After => &after,
                    LeafKey::PreviousFigure => &previous_figure,
                    LeafKey::NextFigure => &next_figure,
                    LeafKey::Back => &back,
                };
                if let Some(address) = target {
                    super::browser::go_to(address);
                }
                target.is_some()
            });
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (&before, &after, &previous_figure, &next_figure, &back);
    });
    Effect::new(move |_| {
        let pose = pose.get();
        #[cfg(feature = "hydrate")]
        if let Some(stage) = stage.get() {
            super::stage::place_image(&stage, pose.zoom, pose.turn, pose.x, pose.y);
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = pose;
    });
    let zoom = move |by: f64| set_pose.update(|pose| *pose = pose.zoomed(by));
    let turn = move |quarters: i32| set_pose.update(|pose| *pose = pose.turned(quarters));
    let shift = move |x: f64, y: f64| set_pose.update(|pose| *pose = pose.moved(x, y));
    let key = move |event: KeyboardEvent| {
        // Input methods report 229 for keys that they take, also where they do not say that they compose.
        if event.is_composing() || event.key_code() == 229 || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        const NUDGE: f64 = 60.0;
        let enlarged = pose.get_untracked().zoom > 1.0;
        match event.key().as_str() {
            "+" | "=" | ";" => zoom(STEP),
            "-" | "_" => zoom(1.0 / STEP),
            "0" => set_pose.set(Pose::UPRIGHT),
            "r" => turn(1),
            "R" => turn(-1),
            "ArrowLeft" if enlarged => shift(NUDGE, 0.0),
            "ArrowRight" if enlarged => shift(-NUDGE, 0.0),
            "ArrowUp" if enlarged => shift(0.0, NUDGE),
            "ArrowDown" if enlarged => shift(0.0, -NUDGE),
            _ => return,
        }
        event.prevent_default();
    };
    let wheel = move |event: WheelEvent| {
        #[cfg(feature = "hydrate")]
        {
            let ours = event.ctrl_key() || stage.get_untracked().is_some_and(|stage| super::stage::has_focus(&stage));
            if ours {
                event.prevent_default();
                zoom(if event.delta_y() < 0.0 { STEP } else { 1.0 / STEP });
            }
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let take = move |event: PointerEvent| {
        if pose.get_untracked().zoom <= 1.0 || event.button() != 0 {
            return;
        }
        held.set_value(Some((event.client_x(), event.client_y())));
        #[cfg(feature = "hydrate")]
        if let Some(stage) = stage.get_untracked() {
            super::stage::hold_pointer(&stage, event.pointer_id());
        }
    };
    let drag = move |event: PointerEvent| {
        let Some((x, y)) = held.get_value() else { return };
        held.set_value(Some((event.client_x(), event.client_y())));
        shift(f64::from(event.client_x() - x), f64::from(event.client_y() - y));
    };
    let button = move |words: String, act: Callback<()>| {
        view! { <button type="button" class="button button-outline viewer-button" on:click=move |_| act.run(())>{words}</button> }
    };
    let is_enlarged = move || pose.get().zoom > 1.0;
    let ViewerWords { viewer, zoom_in, zoom_out, reset, rotate_left, rotate_right, keys } = words;
    view! {
        <div class="viewer">
            <div class="viewer-tools no-print" role="group" aria-label=viewer.clone() hidden=move || !ready.get()>
                {button(zoom_in, Callback::new(move |()| zoom(STEP)))}
                {button(zoom_out, Callback::new(move |()| zoom(1.0 / STEP)))}
                {button(rotate_left, Callback::new(move |()| turn(-1)))}
                {button(rotate_right, Callback::new(move |()| turn(1)))}
                {button(reset, Callback::new(move |()| set_pose.set(Pose::UPRIGHT)))}
                <span class="viewer-zoom" role="status">{move || format!("{:.0}%", pose.get().zoom * 100.0)}</span>
            </div>
            <div
                class="viewer-stage"
                class:viewer-enlarged=is_enlarged
                role="group"
                aria-label=viewer
                tabindex="0"
                data-leaf-keys=""
                node_ref=stage
                on:keydown=key
                on:wheel=wheel
                on:pointerdown=take
                on:pointermove=drag
                on:pointerup=move |_| held.set_value(None)
                on:pointercancel=move |_| held.set_value(None)
            >
                {children()}
            </div>
            <p class="hint no-print" hidden=move || !ready.get()>{keys}</p>
        </div>
    }
}
