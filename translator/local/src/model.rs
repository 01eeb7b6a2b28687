//! A model that is loaded: pieces in, pieces out. Everything here blocks.

use ct2rs::{
    Tokenizer as _,
    sys::{BatchType, ComputeType, Config, Device, TranslationOptions, Translator},
    tokenizers::sentencepiece::Tokenizer,
};
use thiserror::Error;
use translator::{Language, LocalConfig};

use crate::{
    cutting,
    folder::{Family, FolderError, ModelFolder},
};

/// Threads of one calculation where the configuration says none, at most: more of them wait for each other.
const MOST_THREADS: usize = 4;
/// Pieces that are calculated together, about.
const BATCH_PIECES: usize = 1_024;
/// Pieces of Japanese for each of the source, and beyond that, before an answer is taken for one that never ends.
const JAPANESE_PER_PIECE: usize = 3;
const JAPANESE_BEYOND: usize = 32;
/// What the tokenizer of ct2rs puts at the end of everything, whether the model adds it or not.
const END_OF_TOKENIZER: &str = "</s>";

/// Why a model has no answer.
#[derive(Debug, Error)]
pub enum ModelError {
    /// The folder is broken.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The model does not know the language.
    #[error("the model does not translate from {0}")]
    Language(String),
    /// CTranslate2 failed.
    #[error("CTranslate2 failed: {0}")]
    Engine(String),
}

/// What a model made of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The Japanese.
    pub text: String,
    /// The pieces of each part of the text, as the model gave them.
    pub pieces: Vec<Vec<String>>,
    /// Logarithm of the probability of a piece, on average.
    pub score: f64,
    /// Whether the model stopped only at the limit of length.
    pub cut_off: bool,
}

/// A loaded model.
pub struct Model {
    folder: ModelFolder,
    pieces: Tokenizer,
    translator: Translator,
    beam: usize,
    longest: usize,
}

/// A part of a text that is translated by itself.
struct Part {
    text: usize,
    source: String,
    pieces: Vec<String>,
}

impl Model {
    /// Loads the model of a folder.
    ///
    /// # Errors
    /// Where a file cannot be loaded.
    pub fn load(folder: ModelFolder, config: &LocalConfig) -> Result<Self, ModelError> {
        let unusable = |error: String| FolderError { file: folder.path.clone(), reason: format!("読み込めません ({error})") };
        let pieces = Tokenizer::from_file(&folder.source_pieces, &folder.target_pieces).map_err(|error| FolderError {
            file: folder.source_pieces.clone(),
            reason: format!("SentencePiece のモデルとして読めません ({error})"),
        })?;
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = if config.threads == 0 { processors.min(MOST_THREADS) } else { config.threads };
        let settings = Config {
            device: Device::CPU,
            compute_type: compute_type(&config.compute_type),
            num_threads_per_replica: threads,
            ..Config::default()
        };
        let translator = Translator::new(&folder.path, &settings).map_err(|error| unusable(error.to_string()))?;
        Ok(Self { folder, pieces, translator, beam: config.beam, longest: config.longest })
    }

    /// Translates texts of one language, in order. Long ones are cut and put together again.
    ///
    /// # Errors
    /// Where the model does not know the language, or cannot calculate.
    pub fn translate(&self, texts: &[String], source: &Language) -> Result<Vec<Made>, ModelError> {
        let unknown = || ModelError::Language(source.as_str().to_owned());
        let code = self.folder.languages.of(source).ok_or_else(unknown)?;
        let mut parts = Vec::new();
        for (at, text) in texts.iter().enumerate() {
            let fits = |piece: &str| self.cut_to_pieces(piece).is_ok_and(|pieces| pieces.len() <= self.longest);
            for range in cutting::pieces(text, &fits) {
                let source = text.get(range).unwrap_or_default().to_owned();
                let pieces = self.source_of(&source, code)?;
                parts.push(Part { text: at, source, pieces });
            }
        }
        let answers = self.answers(&parts)?;
        let mut of_texts: Vec<(Vec<&str>, Vec<String>, Made)> = texts
            .iter()
            .map(|_| (Vec::new(), Vec::new(), Made { text: String::new(), pieces: Vec::new(), score: 0.0, cut_off: false }))
            .collect();
        for (part, (pieces, score, cut_off)) in parts.iter().zip(answers) {
            let Some((sources, japanese, made)) = of_texts.get_mut(part.text) else { continue };
            sources.push(&part.source);
            japanese.push(self.pieces.decode(pieces.clone()).map_err(|error| ModelError::Engine(error.to_string()))?);
            made.pieces.push(pieces);
            made.score += f64::from(score);
            made.cut_off |= cut_off;
        }
        let ended = |(sources, japanese, mut made): (Vec<&str>, Vec<String>, Made)| {
            made.text = cutting::joined(&sources, &japanese);
            // Of a text in parts, the mean of them.
            made.score /= f64::from(u32::try_from(made.pieces.len().max(1)).unwrap_or(u32::MAX));
            made
        };
        Ok(of_texts.into_iter().map(ended).collect())
    }

    fn cut_to_pieces(&self, text: &str) -> Result<Vec<String>, ModelError> {
        let mut pieces = self.pieces.encode(text).map_err(|error| ModelError::Engine(error.to_string()))?;
        if pieces.last().is_some_and(|last| last == END_OF_TOKENIZER) {
            pieces.pop();
        }
        Ok(pieces)
    }

    /// What the model is given of a text: its pieces between what the family wants before them, and the end where the model does not add it.
    fn source_of(&self, text: &str, code: &str) -> Result<Vec<String>, ModelError> {
        let before = match &self.folder.family {
            Family::Marian { before } => before.clone(),
            Family::M2m100 | Family::Nllb => Some(code.to_owned()),
        };
        let mut out: Vec<String> = before.into_iter().collect();
        out.extend(self.cut_to_pieces(text)?);
        out.extend(self.folder.end.clone());
        Ok(out)
    }

    /// The pieces, score, and whether the limit was reached, of each part.
    fn answers(&self, parts: &[Part]) -> Result<Vec<(Vec<String>, f32, bool)>, ModelError> {
        if parts.is_empty() {
            return Ok(Vec::new());
        }
        let sources: Vec<Vec<&str>> = parts.iter().map(|part| part.pieces.iter().map(String::as_str).collect()).collect();
        let most = sources.iter().map(Vec::len).max().unwrap_or_default() * JAPANESE_PER_PIECE + JAPANESE_BEYOND;
        let options: TranslationOptions<String, String> = TranslationOptions {
            beam_size: self.beam,
            max_decoding_length: most,
            max_input_length: 0,
            return_scores: true,
            max_batch_size: BATCH_PIECES,
            batch_type: BatchType::Tokens,
            ..TranslationOptions::default()
        };
        let failed = |error: &dyn std::fmt::Display| ModelError::Engine(error.to_string());
        let target = self.folder.languages.of(&Language::japanese());
        let results = match (&self.folder.family, target) {
            (Family::M2m100 | Family::Nllb, Some(target)) => {
                let prefixes = vec![vec![target]; sources.len()];
                self.translator.translate_batch_with_target_prefix(&sources, &prefixes, &options, None)
            }
            _ => self.translator.translate_batch(&sources, &options, None),
        };
        let results = results.map_err(|error| failed(&error))?;
        if results.len() != parts.len() {
            return Err(failed(&format!("{} answers for {} texts", results.len(), parts.len())));
        }
        let answer = |result: ct2rs::sys::TranslationResult| {
            let score = result.score().unwrap_or_default();
            let mut pieces = result.hypotheses.into_iter().next().unwrap_or_default();
            let cut_off = pieces.len() >= most;
            if self.folder.family != (Family::Marian { before: None }) && target.is_some() && pieces.first().map(String::as_str) == target {
                pieces.remove(0);
            }
            (pieces, score, cut_off)
        };
        Ok(results.into_iter().map(answer).collect())
    }
}

fn compute_type(name: &str) -> ComputeType {
    match name {
        "auto" => ComputeType::AUTO,
        "int8" => ComputeType::INT8,
        "int8_float32" => ComputeType::INT8_FLOAT32,
        "int16" => ComputeType::INT16,
        "float32" => ComputeType::FLOAT32,
        _ => ComputeType::DEFAULT,
    }
}
