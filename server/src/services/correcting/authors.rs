//! Whose words they are, in words.

use std::collections::HashMap;

use app::services::{JapaneseText, ServiceError};
use publication::AccountId;
use storage::{Revision, SegmentTranslation};
use translator::Provenance;

use super::super::{Portal, from_store};
use crate::clock;

impl Portal {
    /// Names the authors of people's texts as their accounts wish to be named now. An account that is not there any more keeps the name it had.
    pub(in crate::services) async fn with_present_names(
        &self,
        segments: impl IntoIterator<Item = &mut SegmentTranslation>,
    ) -> Result<(), ServiceError> {
        let mut names: HashMap<AccountId, Option<String>> = HashMap::new();
        for segment in segments {
            let Some(account) = segment.account else { continue };
            let name = match names.get(&account) {
                Some(name) => name.clone(),
                None => {
                    let name = self.store.account(account).await.map_err(from_store)?.map(|account| account.name);
                    names.insert(account, name.clone());
                    name
                }
            };
            let (Some(name), Ok(Provenance::Human { date, .. })) = (name, serde_json::from_str(&segment.provenance)) else { continue };
            if let Ok(provenance) = serde_json::to_string(&Provenance::Human { author: name, date }) {
                segment.provenance = provenance;
            }
        }
        Ok(())
    }
}

/// The author of a text: a person, or the engine's name.
pub(super) fn author_of(provenance: &Provenance) -> String {
    match provenance {
        Provenance::Human { author, .. } | Provenance::Memory { author, .. } => author.clone(),
        Provenance::Machine { engine, model, .. } => match model {
            Some(model) => format!("{engine} {model}"),
            None => engine.clone(),
        },
        Provenance::BuiltIn { .. } => String::new(),
    }
}

/// The same of stored provenance; what cannot be read names nobody.
pub(super) fn author_of_stored(provenance: &str) -> String {
    serde_json::from_str(provenance).map(|provenance| author_of(&provenance)).unwrap_or_default()
}

/// A revision's text with its provenance, as pages show it; `None` where what is stored cannot be read.
pub(super) fn shown(revision: &Revision) -> Option<JapaneseText> {
    Some(JapaneseText {
        text: revision.japanese.clone(),
        provenance: serde_json::from_str(&revision.provenance).ok()?,
        state: serde_json::from_value(serde_json::Value::String(revision.state.clone())).ok()?,
    })
}

/// The day in Japan, `yyyy-mm-dd`.
pub(super) fn day(at: time::OffsetDateTime) -> String {
    clock::day_in_japan(at).map(|day| day.to_string()).unwrap_or_default()
}

/// Day and time in Japan, to the minute: `yyyy-mm-dd hh:mm`.
pub(super) fn moment(at: time::OffsetDateTime) -> String {
    let local = at.to_offset(time::macros::offset!(+9));
    format!("{} {:02}:{:02}", day(at), local.hour(), local.minute())
}
