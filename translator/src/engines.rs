//! Engines at services, one module each, and what makes them of a configuration.

mod access_token;
mod azure;
mod configuration;
mod deepl;
mod google;
mod known_languages;
mod libretranslate;
mod listing;
mod local;
mod openai;
mod set;
#[cfg(test)]
mod testing;
mod textra;
mod validation;

pub use {
    azure::{AzureEngine, AzureSettings, AzureVersion},
    configuration::{
        AzureConfig, DeepLConfig, EngineConfig, EnginesConfig, GoogleConfig, LibreTranslateConfig, LimitsConfig, LocalConfig,
        OpenAiCompatibleConfig, RouteConfig, TexTraConfig,
    },
    deepl::{DeepLEngine, DeepLSettings},
    google::{GoogleEngine, GoogleSettings, ServiceAccount},
    libretranslate::{LibreTranslateEngine, LibreTranslateSettings},
    listing::{EngineListing, UnitsBilled},
    local::{LocalModel, LocalModels, NAME as LOCAL_ENGINE},
    openai::{OpenAiEngine, OpenAiSettings, PromptTemplate},
    set::{EngineSet, Surroundings, engines_from},
    textra::{TexTraAuthentication, TexTraEngine, TexTraSettings},
    validation::ConfigurationError,
};
