//! Models on this machine: what opens them is given, for it is C++ that not every program is built with.

use std::sync::Arc;

use super::{configuration::LocalConfig, validation::ConfigurationError};
use crate::MachineTranslator;

/// The engine's stable name.
pub const NAME: &str = "ctranslate2";

pub(super) const WITHOUT_LOCAL: &str = "このプログラムは local-mt なしでビルドされているため、local のエンジンは使えません";

/// A model that was opened.
pub struct LocalModel {
    /// What translates by it.
    pub engine: Arc<dyn MachineTranslator>,
    /// The model's name: that of its folder.
    pub model: String,
    /// Its licence, as the folder has it, or what is said in its place; `None` where the folder has none.
    pub licence: Option<String>,
}

/// Opens models of this machine.
pub trait LocalModels: Send + Sync {
    /// Opens the model of an engine's configuration.
    ///
    /// # Errors
    /// The field that cannot be used (`engines.NAME.folder`), with the file and what is wrong with it.
    fn open(&self, id: &str, config: &LocalConfig) -> Result<LocalModel, ConfigurationError>;
}
