//! What a folder of a converted model holds, looked at before anything of it is loaded.

use std::{
    collections::HashSet,
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use thiserror::Error;
use translator::{Language, LocalConfig};

use crate::{languages::LanguageCodes, licence, vocabulary};

/// A configuration of a model is a few hundred bytes; some list words to be suppressed.
const LARGEST_CONFIG: u64 = 4 << 20;
/// What CTranslate2 calls models of sentences to sentences.
const SPECIFICATION: &str = "TransformerSpec";

/// A file or folder that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}: {reason}", file.display())]
pub struct FolderError {
    /// The file.
    pub file: PathBuf,
    /// Why, in Japanese.
    pub reason: String,
}

impl FolderError {
    pub(crate) fn new(file: &Path, reason: impl Into<String>) -> Self {
        Self { file: file.to_owned(), reason: reason.into() }
    }
}

/// How a model is told its languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Family {
    /// Marian: one language, or one that is named before the text where the model has several targets.
    Marian {
        /// What is put before the text: `>>jpn<<`.
        before: Option<String>,
    },
    /// M2M100: the source's code before the text, the target's as the first word of the answer.
    M2m100,
    /// NLLB: as M2M100, with other codes.
    Nllb,
}

/// The parts of a model's `config.json` that concern its input.
#[derive(Debug, Deserialize)]
struct ModelConfig {
    /// Whether CTranslate2 adds the end to the source by itself.
    #[serde(default)]
    add_source_eos: bool,
    #[serde(default = "end")]
    eos_token: String,
}

fn end() -> String {
    "</s>".to_owned()
}

/// A folder that holds all that a model needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFolder {
    /// The folder.
    pub path: PathBuf,
    /// The model's name: that of the folder.
    pub name: String,
    /// How it is told its languages.
    pub family: Family,
    /// What is to be added to the end of a source; `None` where CTranslate2 adds it, and a second one would change the answer without a word.
    pub end: Option<String>,
    /// SentencePiece model of the source.
    pub source_pieces: PathBuf,
    /// SentencePiece model of the target.
    pub target_pieces: PathBuf,
    /// What the model calls its languages; of a Marian model, those of the configuration, without codes.
    pub languages: LanguageCodes,
    /// The licence that the folder tells of.
    pub licence: Option<String>,
}

impl ModelFolder {
    /// Reads a folder.
    ///
    /// # Errors
    /// The file that is missing or cannot be used.
    pub fn read(config: &LocalConfig) -> Result<Self, FolderError> {
        let path = config.folder.as_path();
        if !path.is_dir() {
            return Err(FolderError::new(path, "フォルダーがありません"));
        }
        model_file(&path.join("model.bin"))?;
        let file = path.join("config.json");
        let model: ModelConfig = serde_json::from_str(&vocabulary::text_of(&file, LARGEST_CONFIG)?)
            .map_err(|error| FolderError::new(&file, format!("CTranslate2 の config.json として読めません ({error})")))?;
        let (source_file, source) = words(path, "source_vocabulary")?;
        let (target_file, target) = words(path, "target_vocabulary")?;
        let (family, mut languages) = if target.contains("jpn_Jpan") {
            (Family::Nllb, LanguageCodes::of_nllb(&source))
        } else if target.contains("__ja__") {
            (Family::M2m100, LanguageCodes::of_m2m100(&source))
        } else if LanguageCodes::of_nllb(&source).languages().len() > 1 || LanguageCodes::of_m2m100(&source).languages().len() > 1 {
            return Err(FolderError::new(&target_file, "このモデルは日本語に対応していません(jpn_Jpan、__ja__ がありません)"));
        } else {
            let before = [">>jpn<<", ">>ja<<"].iter().find(|word| source.contains(**word)).map(|word| (*word).to_owned());
            (Family::Marian { before }, LanguageCodes::default())
        };
        for (tag, code) in &config.codes {
            let language =
                Language::parse(tag).map_err(|_| FolderError::new(path, format!("codes: {tag:?} は言語の名前ではありません")))?;
            if !source.contains(code) {
                return Err(FolderError::new(&source_file, format!("codes の {code:?} が語彙にありません")));
            }
            languages.insert(language, code.clone());
        }
        let family = match family {
            Family::Marian { before } => {
                let before = languages.of(&Language::japanese()).map(str::to_owned).or(before);
                if config.languages.is_empty() {
                    return Err(FolderError::new(path, "どの言語から訳すモデルかを languages に書いてください(例 languages = [\"en\"])"));
                }
                languages = LanguageCodes::default();
                config.languages.iter().for_each(|language| languages.insert(language.clone(), String::new()));
                Family::Marian { before }
            }
            many => {
                if let Some(language) = config.languages.iter().find(|language| languages.of(language).is_none()) {
                    return Err(FolderError::new(&source_file, format!("languages の {} がこのモデルにありません", language.as_str())));
                }
                many
            }
        };
        let (source_pieces, target_pieces) = pieces(path)?;
        let name = path.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_string_lossy().into_owned()));
        Ok(Self {
            name: name.unwrap_or_else(|| path.display().to_string()),
            path: path.to_owned(),
            family,
            end: (!model.add_source_eos).then_some(model.eos_token),
            source_pieces,
            target_pieces,
            languages,
            licence: licence::of_folder(path),
        })
    }
}

/// Whether a file begins as a model of sentences to sentences: version, length of the name, name.
fn model_file(path: &Path) -> Result<(), FolderError> {
    let unreadable = |error: &std::io::Error| FolderError::new(path, format!("読めません ({error})"));
    let mut beginning = [0_u8; 64];
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    file.read_exact(&mut beginning).map_err(|error| unreadable(&error))?;
    let length = usize::from(u16::from_le_bytes([beginning[4], beginning[5]]));
    let name = beginning.get(6..6_usize.saturating_add(length)).unwrap_or_default();
    let name = String::from_utf8_lossy(name);
    match name.trim_end_matches('\0') {
        SPECIFICATION => Ok(()),
        other if other.len() > 2 && other.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            Err(FolderError::new(path, format!("文を訳すモデルではありません ({other})")))
        }
        _ => Err(FolderError::new(path, "CTranslate2 のモデルではありません")),
    }
}

/// The vocabulary of one side: its own file, or the one for both.
fn words(folder: &Path, side: &str) -> Result<(PathBuf, HashSet<String>), FolderError> {
    let names = [format!("{side}.json"), "shared_vocabulary.json".to_owned(), format!("{side}.txt"), "shared_vocabulary.txt".to_owned()];
    let found = names.iter().map(|name| folder.join(name)).find(|path| path.is_file());
    let path = found.ok_or_else(|| FolderError::new(&folder.join("shared_vocabulary.json"), "語彙のファイルがありません"))?;
    let words = vocabulary::read(&path)?;
    Ok((path, words))
}

/// The SentencePiece models of source and target.
fn pieces(folder: &Path) -> Result<(PathBuf, PathBuf), FolderError> {
    let file = |name: &str| Some(folder.join(name)).filter(|path| path.is_file());
    if let (Some(source), Some(target)) = (file("source.spm"), file("target.spm")) {
        return Ok((source, target));
    }
    let names = ["sentencepiece.bpe.model", "sentencepiece.model", "spm.128k.model", "spm.model", "tokenizer.model"];
    let shared = names.iter().find_map(|name| file(name));
    let shared = shared.ok_or_else(|| {
        FolderError::new(
            &folder.join("source.spm"),
            "SentencePiece のモデルがありません(source.spm と target.spm、または sentencepiece.bpe.model)",
        )
    })?;
    Ok((shared.clone(), shared))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder as a converter leaves it, but for the weights.
    fn folder(words: &[&str], config: &str, files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).expect("written");
        let mut model = vec![6, 0, 0, 0, 16, 0];
        model.extend_from_slice(b"TransformerSpec\0");
        model.resize(100, 0);
        write("model.bin", &model);
        write("config.json", config.as_bytes());
        write("shared_vocabulary.json", serde_json::to_string(words).expect("JSON").as_bytes());
        files.iter().for_each(|name| write(name, b"pieces"));
        folder
    }

    fn config(folder: &tempfile::TempDir, more: &str) -> LocalConfig {
        let json = format!("{{\"folder\": {:?}{more}}}", folder.path());
        serde_json::from_str(&json).expect("a configuration")
    }

    #[test]
    fn each_family_is_told_by_its_vocabulary() {
        let english = r#", "languages": ["en"]"#;
        let marian = folder(&["</s>", "▁a"], r#"{"add_source_eos": true, "bos_token": "<s>"}"#, &["source.spm", "target.spm"]);
        let read = ModelFolder::read(&config(&marian, english)).expect("a model");
        assert_eq!((read.family, read.end, read.languages.languages().len()), (Family::Marian { before: None }, None, 1));
        let several = folder(&["</s>", ">>jpn<<"], r#"{"eos_token": "</s>"}"#, &["source.spm", "target.spm"]);
        let read = ModelFolder::read(&config(&several, english)).expect("a model");
        assert_eq!((read.family, read.end.as_deref()), (Family::Marian { before: Some(">>jpn<<".into()) }, Some("</s>")));
        let nllb = folder(&["</s>", "jpn_Jpan", "tha_Thai", "deu_Latn"], "{}", &["sentencepiece.bpe.model"]);
        let read = ModelFolder::read(&config(&nllb, r#", "codes": {"th": "deu_Latn"}"#)).expect("a model");
        let thai = Language::parse("th").expect("a tag");
        assert_eq!((read.family, read.languages.of(&thai)), (Family::Nllb, Some("deu_Latn")));
        assert_eq!(read.source_pieces, read.target_pieces);
        let m2m100 = folder(&["</s>", "__ja__", "__th__"], "{}", &["sentencepiece.model"]);
        assert_eq!(ModelFolder::read(&config(&m2m100, "")).expect("a model").family, Family::M2m100);
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        let told = |folder: &tempfile::TempDir, more: &str| ModelFolder::read(&config(folder, more)).expect_err("it is broken").to_string();
        let nllb = || folder(&["</s>", "jpn_Jpan", "tha_Thai"], "{}", &["sentencepiece.bpe.model"]);
        let broken = |name: &str, bytes: Option<&[u8]>| {
            let folder = nllb();
            let path = folder.path().join(name);
            match bytes {
                Some(bytes) => std::fs::write(path, bytes).expect("written"),
                None => std::fs::remove_file(path).expect("removed"),
            }
            folder
        };
        let mut whisper = vec![6, 0, 0, 0, 12, 0];
        whisper.extend_from_slice(b"WhisperSpec\0");
        whisper.resize(100, 0);
        for (folder, more, words) in [
            (broken("model.bin", None), "", ["model.bin", "読めません"]),
            (broken("model.bin", Some(b"x")), "", ["model.bin", "読めません"]),
            (broken("model.bin", Some(&[0; 100])), "", ["model.bin", "CTranslate2 のモデルではありません"]),
            (broken("model.bin", Some(&whisper)), "", ["model.bin", "WhisperSpec"]),
            (broken("config.json", Some(b"[")), "", ["config.json", "読めません"]),
            (broken("shared_vocabulary.json", None), "", ["shared_vocabulary.json", "ありません"]),
            (broken("shared_vocabulary.json", Some(b"{}")), "", ["shared_vocabulary.json", "語彙"]),
            (broken("sentencepiece.bpe.model", None), "", ["source.spm", "SentencePiece"]),
            (nllb(), r#", "languages": ["ko"]"#, ["shared_vocabulary.json", "ko"]),
            (nllb(), r#", "codes": {"ko": "kor_Hang"}"#, ["shared_vocabulary.json", "kor_Hang"]),
            (nllb(), r#", "codes": {"?": "tha_Thai"}"#, ["codes", "?"]),
            (folder(&["</s>", "tha_Thai", "deu_Latn"], "{}", &["sentencepiece.model"]), "", ["shared_vocabulary.json", "日本語"]),
            (folder(&["</s>"], "{}", &["source.spm", "target.spm"]), "", ["languages", "どの言語"]),
        ] {
            let said = told(&folder, more);
            assert!(words.iter().all(|word| said.contains(word)), "{said}");
        }
        let missing = LocalConfig { folder: PathBuf::from("/no/such/model"), ..config(&nllb(), "") };
        assert!(ModelFolder::read(&missing).expect_err("it is missing").to_string().contains("/no/such/model"));
    }
}
