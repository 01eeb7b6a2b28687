//! Which presses of keys are shortcuts: none of those that an input method takes.
//!
//! While it composes, browsers say `isComposing`, or report the key 229. Some say neither of the Enter that ends a composition: Safari fires
//! `compositionend` before its keydown. So an Enter that follows one at once is the input method's as well.

/// A press of a key, as the browser reports it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Press<'a> {
    /// `KeyboardEvent.key`.
    pub key: &'a str,
    /// Whether Ctrl, or the command key, is down.
    pub ctrl: bool,
    /// Whether Alt is down.
    pub alt: bool,
    /// Whether Shift is down.
    pub shift: bool,
    /// `KeyboardEvent.isComposing`.
    pub composing: bool,
    /// `KeyboardEvent.keyCode`.
    pub code: u32,
    /// Whether it is typed into a field.
    pub in_field: bool,
    /// Milliseconds, by any clock.
    pub at: f64,
}

/// After a composition has ended, for so many milliseconds an Enter is still the input method's.
const GRACE: f64 = 120.0;
/// The key code of what an input method takes.
const TAKEN: u32 = 229;

/// Knows whether a composition is going on. One for each page.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeyGuard {
    composing: bool,
    ended: Option<f64>,
}

impl KeyGuard {
    /// A composition has begun.
    pub fn begins(&mut self) {
        self.composing = true;
    }

    /// A composition has ended.
    pub fn ends(&mut self, at: f64) {
        self.composing = false;
        self.ended = Some(at);
    }

    /// Whether a press may be a shortcut at all. Everything that listens to keys asks here first.
    #[must_use]
    pub fn admits(&self, press: &Press<'_>) -> bool {
        if self.composing || press.composing || press.code == TAKEN {
            return false;
        }
        let confirms = matches!(press.key, "Enter" | "Escape" | "Process" | "Unidentified");
        let just_ended = self.ended.is_some_and(|ended| (0.0..GRACE).contains(&(press.at - ended)));
        !(confirms && just_ended)
    }

    /// The name of a shortcut: `ctrl+Enter`, `alt+ArrowDown`, `F8`, `?`. `None` where the press is none: what an input method takes, a bare Enter,
    /// and whatever types something into a field.
    #[must_use]
    pub fn shortcut(&self, press: &Press<'_>) -> Option<String> {
        if !self.admits(press) {
            return None;
        }
        let bare = !press.ctrl && !press.alt;
        let is_function = press.key.len() >= 2 && press.key.starts_with('F') && press.key[1..].bytes().all(|byte| byte.is_ascii_digit());
        if bare && !is_function && (press.in_field || press.key == "Enter") {
            return None;
        }
        // AltGr types letters and signs on many keyboards, and reports both.
        if press.ctrl && press.alt {
            return None;
        }
        let mut name = String::new();
        if press.ctrl {
            name.push_str("ctrl+");
        }
        if press.alt {
            name.push_str("alt+");
        }
        let single = press.key.chars().count() == 1;
        // What Shift makes of a single key is in the key itself.
        if press.shift && !single {
            name.push_str("shift+");
        }
        // Letters of ASCII alone: no shortcut has another.
        name.push_str(&if single { press.key.to_ascii_lowercase() } else { press.key.to_owned() });
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTER: Press<'_> =
        Press { key: "Enter", ctrl: false, alt: false, shift: false, composing: false, code: 13, in_field: true, at: 1_000.0 };

    #[test]
    fn nothing_is_a_shortcut_during_composition() {
        let mut guard = KeyGuard::default();
        let save = Press { ctrl: true, ..ENTER };
        assert_eq!(guard.shortcut(&save).as_deref(), Some("ctrl+Enter"));
        assert_eq!(guard.shortcut(&Press { composing: true, ..save }), None);
        assert_eq!(guard.shortcut(&Press { code: 229, ..save }), None);
        guard.begins();
        assert_eq!(guard.shortcut(&save), None, "also where the event itself says nothing");
        guard.ends(950.0);
        assert_eq!(guard.shortcut(&save), None, "the Enter that ended it comes after its end");
        assert_eq!(guard.shortcut(&Press { at: 1_200.0, ..save }).as_deref(), Some("ctrl+Enter"));
        assert_eq!(
            guard.shortcut(&Press { key: "ArrowDown", alt: true, ..ENTER }).as_deref(),
            Some("alt+ArrowDown"),
            "other keys end none"
        );
    }

    #[test]
    fn a_bare_enter_confirms_nothing_and_typing_types() {
        let guard = KeyGuard::default();
        assert_eq!(guard.shortcut(&ENTER), None);
        assert_eq!(guard.shortcut(&Press { in_field: false, ..ENTER }), None);
        assert_eq!(guard.shortcut(&Press { shift: true, ..ENTER }), None);
        let question = Press { key: "?", shift: true, ..ENTER };
        assert_eq!(guard.shortcut(&question), None, "it is typed");
        assert_eq!(guard.shortcut(&Press { in_field: false, ..question }).as_deref(), Some("?"));
        assert_eq!(guard.shortcut(&Press { key: "F8", ..ENTER }).as_deref(), Some("F8"));
        assert_eq!(guard.shortcut(&Press { key: "€", ctrl: true, alt: true, ..ENTER }), None);
        assert_eq!(guard.shortcut(&Press { key: "K", ctrl: true, ..ENTER }).as_deref(), Some("ctrl+k"));
        assert_eq!(guard.shortcut(&Press { ctrl: true, shift: true, ..ENTER }).as_deref(), Some("ctrl+shift+Enter"));
    }
}
