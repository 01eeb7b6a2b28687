//! A file that a form sends, written down as it comes: never whole in memory.

use std::{io::Write as _, path::Path};

use axum::{extract::Multipart, http::StatusCode};
use tempfile::NamedTempFile;

/// Largest file taken by a form, bytes.
pub const LARGEST: usize = 32 << 20;
/// Longest field beside the file, bytes; and most fields.
const LONGEST_FIELD: usize = 1_000;
const MOST_FIELDS: usize = 20;
/// Characters of a file's name.
const LONGEST_NAME: usize = 200;

/// Why a form was not taken: its status, and what is said to people.
pub type Refused = (StatusCode, &'static str);

const UNREADABLE: Refused = (StatusCode::BAD_REQUEST, "送信された内容を読み取れません。");
const TOO_LARGE: Refused = (StatusCode::PAYLOAD_TOO_LARGE, "ファイルが大きすぎます(32 MB まで)。コマンドで取り込んでください。");
const NO_FILE: Refused = (StatusCode::BAD_REQUEST, "ファイルが選ばれていません。");
const NO_ROOM: Refused = (StatusCode::INSUFFICIENT_STORAGE, "ファイルを一時的に保存できません。");

/// A file with the fields beside it.
pub struct Upload {
    /// Where its bytes are, until this is dropped.
    pub file: NamedTempFile,
    /// What it was called.
    pub name: String,
    fields: Vec<(String, String)>,
}

impl Upload {
    /// Takes a form with a field `file`. The bytes stand in a folder of ours meanwhile.
    ///
    /// # Errors
    /// What cannot be taken.
    pub async fn take(mut form: Multipart, folder: &Path) -> Result<Self, Refused> {
        let mut file: Option<(NamedTempFile, String)> = None;
        let mut fields = Vec::new();
        while let Some(mut field) = form.next_field().await.map_err(refused)? {
            if fields.len() >= MOST_FIELDS {
                return Err(UNREADABLE);
            }
            let key = field.name().unwrap_or_default().to_owned();
            if key == "file" {
                let name = shown_name(field.file_name().unwrap_or_default());
                let mut written = NamedTempFile::new_in(folder).map_err(|_| NO_ROOM)?;
                let mut size = 0;
                while let Some(bytes) = field.chunk().await.map_err(refused)? {
                    size += bytes.len();
                    if size > LARGEST {
                        return Err(TOO_LARGE);
                    }
                    // Short writes to a file of the system's cache.
                    written.write_all(&bytes).map_err(|_| NO_ROOM)?;
                }
                if size > 0 {
                    file = Some((written, name));
                }
                continue;
            }
            let mut text = Vec::new();
            while let Some(bytes) = field.chunk().await.map_err(refused)? {
                text.extend_from_slice(&bytes);
                if text.len() > LONGEST_FIELD {
                    return Err(UNREADABLE);
                }
            }
            fields.push((key, String::from_utf8(text).map_err(|_| UNREADABLE)?));
        }
        let (file, name) = file.ok_or(NO_FILE)?;
        Ok(Self { file, name, fields })
    }

    /// A field, without the spaces around it; empty where it was not sent.
    #[must_use]
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn is_ticked(&self, name: &str) -> bool {
        self.field(name) == "on"
    }
}

fn refused(error: axum::extract::multipart::MultipartError) -> Refused {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { TOO_LARGE } else { UNREADABLE }
}

/// A name without folders and without what is no letter.
fn shown_name(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let shown: String = base.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect();
    if shown.is_empty() { "file".to_owned() } else { shown }
}
