//! Why a file does not come.

use std::fmt;

/// Why a source cannot be used, or a file not be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransportError {
    /// Stable code.
    pub code: &'static str,
    /// What the other side or the system said; never a secret.
    pub detail: String,
    /// Whether trying again may help.
    pub transient: bool,
}

impl std::error::Error for TransportError {}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.detail)
    }
}

/// Codes with what they mean, in Japanese, and whether trying again may help.
const CODES: &[(&str, &str, bool)] = &[
    ("name-not-resolved", "サーバーの名前からアドレスを得られません", true),
    ("address-refused", "内部ネットワークなど、接続を許可していないアドレスです(設定 feeds.allow_private で許可できます)", false),
    ("cannot-connect", "サーバーに接続できません", true),
    ("timed-out", "サーバーが時間内に応答しません", true),
    ("connection-broken", "接続が途中で切れました", true),
    ("tls-failed", "TLSの接続を確立できません(証明書を確かめてください)", false),
    ("login-refused", "ログインを拒否されました(利用者名とパスワード・鍵を確かめてください)", false),
    ("host-key-unknown", "初めて接続するサーバーです。ホスト鍵の指紋を相手方に確かめ、登録してください", false),
    ("host-key-changed", "登録されたものと違うホスト鍵です。相手方に確かめるまで接続しません", false),
    ("not-found", "ファイルまたはフォルダーがありません", false),
    ("denied", "ファイルまたはフォルダーを読む権限がありません", false),
    ("too-large", "ファイルの大きさの上限を超えています", false),
    ("too-many-files", "一覧のファイル数の上限を超えています", false),
    ("size-mismatch", "示された大きさと届いた大きさが違います", true),
    ("checksum-mismatch", "示されたチェックサムと一致しません", true),
    ("disk-full", "空き容量が足りません", true),
    ("disk-failed", "ファイルを書けません", true),
    ("server-error", "サーバーがエラーを返しました", true),
    ("protocol", "サーバーの応答を理解できません", true),
    ("redirect-refused", "転送先に従えません", false),
    ("folder-refused", "監視を許可していないフォルダーです(設定 feeds.folders で許可できます)", false),
    ("stopped", "停止しました", true),
];

impl TransportError {
    /// A failure by its code.
    pub(crate) fn new(code: &'static str, detail: impl fmt::Display) -> Self {
        let transient = CODES.iter().find(|(known, _, _)| *known == code).is_some_and(|(_, _, transient)| *transient);
        Self { code, detail: cut(&detail.to_string()), transient }
    }

    /// What the code means, in Japanese.
    #[must_use]
    pub fn meaning(&self) -> &'static str {
        CODES.iter().find(|(known, _, _)| *known == self.code).map_or("取得できません", |(_, japanese, _)| japanese)
    }

    /// The reason for people, in Japanese, with what the other side said.
    #[must_use]
    pub fn reason(&self) -> String {
        if self.detail.is_empty() { self.meaning().to_owned() } else { format!("{}: {}", self.meaning(), self.detail) }
    }

    /// A failure of reading from the network.
    pub(crate) fn of_network(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::TimedOut => Self::new("timed-out", error),
            std::io::ErrorKind::ConnectionRefused => Self::new("cannot-connect", error),
            _ => Self::new("connection-broken", error),
        }
    }

    /// A failure of this machine's disk.
    pub(crate) fn of_disk(error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::new("disk-full", error),
            _ => Self::new("disk-failed", error),
        }
    }
}

/// A server's words, short and on one line.
fn cut(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).take(300).collect()
}
