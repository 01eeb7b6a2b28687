//! Why a record, a file or a delivery is refused: stable codes, and the reasons that people read.
//!
//! Codes are part of the product: reports count by them, tests name them, administrators look them up. A code once given keeps its meaning.
//!
//! The same publication twice in one delivery is no reject: both are handed over, the later one after the earlier, and the store decides (the
//! same content changes nothing, another content supersedes).

use crate::Reject;

/// A stable code with its reason in Japanese.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RejectCode {
    code: &'static str,
    template: &'static str,
}

impl RejectCode {
    const fn new(code: &'static str, template: &'static str) -> Self {
        Self { code, template }
    }

    /// The code, kebab-case.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.code
    }

    /// The reason, with what was found in its place.
    #[must_use]
    pub fn reason(&self, detail: &str) -> String {
        let detail: String = detail.chars().take(200).map(|c| if c.is_control() { ' ' } else { c }).collect();
        self.template.replace("{}", &detail)
    }

    /// The reject of a file's record at a place.
    #[must_use]
    pub fn reject(&self, file: &str, place: String, detail: &str) -> Reject {
        Reject { file: file.to_owned(), place, code: self.code.to_owned(), reason: self.reason(detail) }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $template:literal;)*) => {
        $($(#[$doc])* pub const $name: RejectCode = RejectCode::new($code, $template);)*

        /// All codes, in the order of this module.
        pub const ALL: &[RejectCode] = &[$($name),*];
    };
}

codes! {
    /// The XML is not well-formed; the detail is the parser's.
    XML_MALFORMED = "xml-malformed", "XMLとして正しくありません（{}）。";
    /// An entity that is neither standard nor a character entity, or one that would expand.
    XML_ENTITY = "xml-entity", "実体参照「&{};」は展開できません。外部実体や展開される実体は読み込みません。";
    /// Elements nested deeper than the limit.
    XML_TOO_DEEP = "xml-too-deep", "XMLの入れ子が深すぎます（上限 {} 段）。";
    /// A record larger than the limit: of bytes, of lines, of fields or of elements.
    RECORD_TOO_LARGE = "record-too-large", "レコードが大きすぎます（上限 {}）。";
    /// Characters that the stated encoding does not have.
    ENCODING_INVALID = "encoding-invalid", "文字コードが正しくありません（{}）。";
    /// A setting names an encoding that is none.
    ENCODING_UNKNOWN = "encoding-unknown", "文字コード「{}」は使えません。";
    /// No format of ours reads it.
    FORMAT_UNKNOWN = "format-unknown", "対応していない形式です（{}）。";
    /// The record has no publication number.
    NUMBER_MISSING = "number-missing", "公報番号がありません。";
    /// Its number is none.
    NUMBER_INVALID = "number-invalid", "公報番号「{}」を読み取れません。";
    /// Its kind code is none of ST.16.
    KIND_INVALID = "kind-invalid", "種別コード「{}」はWIPO標準ST.16のコードではありません。";
    /// Its office code is none of ST.3.
    OFFICE_INVALID = "office-invalid", "官庁コード「{}」はWIPO標準ST.3のコードではありません。";
    /// Its publication date is no date. Other dates become remarks.
    DATE_INVALID = "date-invalid", "公報発行日「{}」は暦にない日付です。";
    /// A file of no bytes, or of white space only.
    FILE_EMPTY = "file-empty", "ファイルが空です。";
    /// A file larger than the limit after unpacking.
    FILE_TOO_LARGE = "file-too-large", "ファイルが大きすぎます（上限 {} バイト）。";
    /// A file that cannot be read to its end.
    FILE_UNREADABLE = "file-unreadable", "ファイルを読み込めません（{}）。";
    /// An XML or text file of a known format without one record in it.
    RECORD_MISSING = "record-missing", "レコードが一件もありません。";
    /// The file is no delivery but the answer of a service that refused to give one: its code and words.
    SERVICE_ERROR = "service-error", "提供元のサービスがエラーを返しました（{}）。";
    /// The archive's structure is damaged.
    ARCHIVE_CORRUPT = "archive-corrupt", "書庫が壊れています（{}）。";
    /// An entry's name leads out of the archive, or is absolute.
    ARCHIVE_PATH = "archive-path", "書庫の外を指す名前「{}」は受け付けません。";
    /// An entry is a link or a device.
    ARCHIVE_LINK = "archive-link", "リンクや特殊ファイル「{}」は受け付けません。";
    /// An entry unpacks to too many times its packed size.
    ARCHIVE_RATIO = "archive-ratio", "展開後の大きさが圧縮時の {} 倍を超えるため中止しました。";
    /// Archives within archives, deeper than the limit.
    ARCHIVE_NESTING = "archive-nesting", "書庫の入れ子が深すぎます（上限 {} 段）。";
    /// Entries that share bytes of the archive.
    ARCHIVE_OVERLAP = "archive-overlap", "書庫の中でファイルの領域が重なっています。";
    /// A name that stands twice in an archive: one of them is read, the others are refused.
    ARCHIVE_DUPLICATE = "archive-duplicate", "書庫の中に同じ名前「{}」が二度あります。";
    /// An archive whose listing is larger than is held in memory.
    ARCHIVE_TOO_MANY_FILES = "archive-too-many-files", "書庫の中のファイルが多すぎます（目次の上限 {}）。";
    /// An entry that needs a password.
    ARCHIVE_ENCRYPTED = "archive-encrypted", "暗号化されたファイルは読み込めません。";
    /// A way of compression that is not supported.
    ARCHIVE_METHOD = "archive-method", "対応していない圧縮方式です（{}）。";
    /// The delivery unpacks to more than the limit.
    DELIVERY_TOO_LARGE = "delivery-too-large", "納品物全体が大きすぎます（上限 {} バイト）。";
    /// The delivery has more files than the limit.
    DELIVERY_TOO_MANY_FILES = "delivery-too-many-files", "納品物のファイルが多すぎます（上限 {} 件）。";
    /// No room or no permission for the temporary file that a nested archive is unpacked to.
    WORK_SPACE = "work-space", "一時ファイルを作れません（{}）。";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_stand_once() {
        for (position, code) in ALL.iter().enumerate() {
            assert!(code.as_str().bytes().all(|b| b.is_ascii_lowercase() || b == b'-'), "{}", code.as_str());
            assert!(!ALL[..position].iter().any(|other| other.as_str() == code.as_str()), "{}", code.as_str());
            assert!(!code.reason("x").contains("{}"));
        }
    }

    #[test]
    fn details_are_cut_and_free_of_control_characters() {
        let reason = KIND_INVALID.reason(&"\u{7}A".repeat(500));
        assert!(reason.chars().count() < 260);
        assert!(!reason.contains('\u{7}'));
    }
}
