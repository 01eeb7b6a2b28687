//! The engine of the translator's port: a thread of its own that calculates, behind a queue that ends.

use std::{sync::Arc, thread, time::Duration};

use async_trait::async_trait;
use tokio::sync::{mpsc, oneshot};
use translator::{
    Capabilities, ConfigurationError, EngineError, LOCAL_ENGINE, Language, LocalConfig, LocalModel, LocalModels, MachineTranslator,
    Results, SegmentError, Translated, TranslationRequest,
};

use crate::{
    folder::ModelFolder,
    model::{Made, Model, ModelError},
};

/// Requests that wait at most; who comes later waits for room.
const QUEUE: usize = 4;
/// Segments and characters of one request.
const SEGMENTS: usize = 32;
const CHARACTERS: usize = 20_000;

/// A request to the thread.
struct Task {
    texts: Vec<String>,
    source: Language,
    answer: oneshot::Sender<Result<Vec<Made>, ModelError>>,
}

/// A model on this machine.
pub struct LocalEngine {
    name: String,
    version: String,
    languages: Vec<Language>,
    timeout: Duration,
    tasks: mpsc::Sender<Task>,
}

impl LocalEngine {
    /// The engine of a folder. The model is loaded when the first text comes.
    ///
    /// # Errors
    /// Where no thread can be had.
    pub fn new(folder: ModelFolder, config: &LocalConfig) -> std::io::Result<Self> {
        let (tasks, waiting) = mpsc::channel(QUEUE);
        let engine = Self {
            name: folder.name.clone(),
            version: format!("{}-{}-{}", config.compute_type, config.beam, config.longest),
            languages: folder.languages.languages(),
            timeout: Duration::from_secs(config.timeout_seconds),
            tasks,
        };
        let config = config.clone();
        thread::Builder::new().name(format!("local-mt {}", folder.name)).spawn(move || work(&folder, &config, waiting))?;
        Ok(engine)
    }

    async fn ask(&self, texts: Vec<String>, source: &Language) -> Result<Vec<Made>, EngineError> {
        let ended = |_| EngineError::Retryable { after: None, reason: "the thread of the local model ended".to_owned() };
        let (answer, answered) = oneshot::channel();
        self.tasks.send(Task { texts, source: source.clone(), answer }).await.map_err(|_| ended(()))?;
        match answered.await.map_err(|_| ended(()))? {
            Ok(made) => Ok(made),
            Err(ModelError::Language(_)) => Err(EngineError::UnsupportedPair),
            Err(error @ ModelError::Folder(_)) => Err(EngineError::BadRequest { reason: error.to_string() }),
            Err(error @ ModelError::Engine(_)) => Err(EngineError::Retryable { after: None, reason: error.to_string() }),
        }
    }
}

/// Calculates what is asked for, one request after another, until the engine is dropped.
fn work(folder: &ModelFolder, config: &LocalConfig, mut waiting: mpsc::Receiver<Task>) {
    let mut model: Option<Model> = None;
    while let Some(Task { texts, source, answer }) = waiting.blocking_recv() {
        // Nobody waits for it any more.
        if answer.is_closed() {
            continue;
        }
        if model.is_none() {
            match Model::load(folder.clone(), config) {
                Ok(loaded) => model = Some(loaded),
                Err(error) => {
                    let _ = answer.send(Err(error));
                    continue;
                }
            }
        }
        if let Some(model) = &model {
            let _ = answer.send(model.translate(&texts, &source));
        }
    }
}

#[async_trait]
impl MachineTranslator for LocalEngine {
    fn name(&self) -> &str {
        LOCAL_ENGINE
    }

    fn model(&self) -> Option<&str> {
        Some(&self.name)
    }

    /// What changes the answers of one model.
    fn prompt_version(&self) -> &str {
        &self.version
    }

    fn capabilities(&self) -> Capabilities {
        Capabilities {
            segments_per_request: SEGMENTS,
            characters_per_request: CHARACTERS,
            languages: self.languages.clone(),
            ..Capabilities::default()
        }
    }

    async fn translate(&self, request: &TranslationRequest) -> Result<Results, EngineError> {
        let limits = self.capabilities();
        let fits = |text: &str| text.chars().count() <= limits.characters_per_request;
        let texts: Vec<String> =
            request.segments.iter().map(|segment| if fits(&segment.text) { segment.text.clone() } else { String::new() }).collect();
        let asked = self.ask(texts, &request.source);
        let made = tokio::time::timeout(self.timeout, asked).await.map_err(|_| EngineError::TimedOut)??;
        if made.len() != request.segments.len() {
            return Err(EngineError::Unreadable { reason: format!("{} results for {} segments", made.len(), request.segments.len()) });
        }
        let result = |(segment, made): (&translator::SegmentToTranslate, Made)| {
            if !fits(&segment.text) {
                return Err(SegmentError::TooLong);
            }
            if made.cut_off {
                return Err(SegmentError::CutOff);
            }
            if made.text.trim().is_empty() {
                return Err(SegmentError::Missing);
            }
            Ok(Translated { model: Some(self.name.clone()), score: Some(made.score), ..Translated::new(LOCAL_ENGINE, made.text) })
        };
        Ok(request.segments.iter().zip(made).map(result).collect())
    }
}

/// Opens models of this machine for the translator's configuration.
#[derive(Clone, Copy, Debug, Default)]
pub struct Models;

impl LocalModels for Models {
    fn open(&self, id: &str, config: &LocalConfig) -> Result<LocalModel, ConfigurationError> {
        let error = |reason: String| ConfigurationError { field: format!("engines.{id}.folder"), reason };
        let folder = ModelFolder::read(config).map_err(|failure| error(failure.to_string()))?;
        let (model, licence) = (folder.name.clone(), folder.licence.clone());
        let engine = LocalEngine::new(folder, config).map_err(|failure| error(failure.to_string()))?;
        Ok(LocalModel { engine: Arc::new(engine), model, licence })
    }
}
