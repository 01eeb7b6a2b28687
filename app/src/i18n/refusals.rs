//! Why a form of the console was not taken, in words.

use crate::{InterfaceLanguage, Refusal, SourceRefusal};

/// Why something was refused, and what to do about it.
#[must_use]
pub fn refusal_words(language: InterfaceLanguage, refusal: &Refusal) -> String {
    let fixed = |japanese: &str, english: &str| language.pick(japanese, english).to_owned();
    let told = |japanese: String, english: String| match language {
        InterfaceLanguage::Ja => japanese,
        InterfaceLanguage::En => english,
    };
    match refusal {
        Refusal::BadFeedName => fixed(
            "名前は英小文字、数字、ハイフンで64文字までです(例 my-patents)",
            "A name is made of small letters, digits and hyphens, 64 at most (my-patents)",
        ),
        Refusal::FeedNameTaken => fixed("同じ名前のフィードがあります", "Another feed has this name"),
        Refusal::Conflict => fixed(
            "ほかの人が先に変更しました。ページを開き直して、変更を確かめてください",
            "Somebody else has changed this first. Open the page again and look at the change",
        ),
        Refusal::TooLong => fixed("長すぎます", "This is too long"),
        Refusal::TooManyCharacters(most) => told(format!("{most}文字までです"), format!("At most {most} characters")),
        Refusal::TooManyLines(most) => told(format!("{most}件までです"), format!("At most {most} lines")),
        Refusal::ControlCharacter => fixed("制御文字は使えません", "Control characters may not be used"),
        Refusal::BadNumber(most) => told(
            format!("1 から {most} までの整数です(空欄か 0 は指定なし)"),
            format!("A whole number from 1 to {most} (empty or 0: not set)"),
        ),
        Refusal::BadDays(most) => told(
            format!("1 から {most} までの日数です(空欄か 0 は不明)"),
            format!("A number of days from 1 to {most} (empty or 0: unknown)"),
        ),
        Refusal::MissingOffice => {
            fixed("官庁コード (WIPO ST.3) を入れてください。例: MY", "Enter the code of an office (WIPO ST.3), such as MY")
        }
        Refusal::UnknownOffice(code) => {
            told(format!("「{code}」という官庁はありません(WIPO ST.3)"), format!("No office has the code \"{code}\" (WIPO ST.3)"))
        }
        Refusal::UnknownRight(word) => {
            told(format!("「{word}」という権利の種類はありません"), format!("There is no kind of right called \"{word}\""))
        }
        Refusal::UnknownFormat(name) => told(format!("「{name}」という形式はありません"), format!("There is no format called \"{name}\"")),
        Refusal::UnknownEncoding(label) => {
            told(format!("「{label}」という文字コードはありません"), format!("There is no encoding called \"{label}\""))
        }
        Refusal::UnknownLanguage(tag) => {
            told(format!("「{tag}」は言語タグ(BCP 47)ではありません"), format!("\"{tag}\" is no language tag (BCP 47)"))
        }
        Refusal::UnknownStanding(word) => told(
            format!("「{word}」は yes(○)、partly(△)、no(×)、unknown(不明)のいずれでもありません"),
            format!("\"{word}\" is none of yes (○), partly (△), no (×) and unknown"),
        ),
        Refusal::BadProvisionStanding => {
            fixed("公衆提供は yes(○)、no(×)、unknown(不明)のいずれかです", "Public provision is one of yes (○), no (×) and unknown")
        }
        Refusal::UnknownElement(word, known) => {
            told(format!("「{word}」という要素はありません({known})"), format!("There is no element called \"{word}\" ({known})"))
        }
        Refusal::NoneOf(words) => told(format!("{words} のいずれかです"), format!("One of: {words}")),
        Refusal::BadHostKey => fixed("ホスト鍵の指紋は SHA256: で始まります", "The fingerprint of a host key begins with SHA256:"),
        Refusal::SecretTwice => fixed(
            "パスワード・鍵と参照は、どちらか一方だけを入れてください",
            "Give either a password or key, or a reference to one, but not both",
        ),
        Refusal::SecretOfAnotherServer => fixed(
            "取得元のサーバーが変わります。パスワード・鍵または参照を入れ直してください(登録済みのものは新しいサーバーには送りません)",
            "This is another server. Give its password, key or reference anew: what is kept is not sent to it",
        ),
        Refusal::BadSchedule => fixed(
            "予定は daily、weekly、biweekly、monthly、quarterly か、cron式(分 時 日 月 曜日。日本時間)で書いてください",
            "Write the schedule as daily, weekly, biweekly, monthly, quarterly or a cron expression (minute hour day month weekday, Japan time)",
        ),
        Refusal::ScheduleWithoutAddress => {
            fixed("取得元のないフィードに予定は付けられません", "A feed without a source cannot have a schedule")
        }
        Refusal::NotConfirmed => fixed("内容を確かめたことを選んでください", "Tick that you have seen what would happen"),
        Refusal::ChangedSince => fixed(
            "表示したあとで内容が変わりました。新しい内容を確かめて、もう一度お試しください",
            "This has changed since it was shown. Look at it as it is now, and try again",
        ),
        Refusal::BadDecision => fixed("公衆提供の決定として読み取れません。", "This is no decision on public provision."),
        Refusal::NoFile => fixed("ファイルを選んでください。", "Choose a file."),
        Refusal::BrokenOff => fixed("ファイルが途中で切れました。もう一度送ってください。", "The file broke off. Please send it again."),
        Refusal::FileTooLarge => fixed("ファイルの大きさの上限を超えています。", "The file is larger than files may be."),
        Refusal::LargerThanSaid => fixed("示された大きさより大きなファイルです。", "The file is larger than its sender said."),
        Refusal::NoLength => {
            fixed("Upload-Length と Upload-Offset が必要です。", "The headers Upload-Length and Upload-Offset are needed.")
        }
        Refusal::SentAlready => fixed("同じファイルがほかから送られています。", "The same file is being sent from elsewhere."),
        Refusal::OtherOffset => fixed("続きの位置が違います。", "The piece belongs to another place."),
        Refusal::DiskFull => fixed("ディスクの空き容量が足りません。", "There is not enough room on the disk."),
        Refusal::DiskFailed => fixed("ファイルを書けません。", "The file cannot be written."),
        Refusal::NotStored => {
            fixed("データを保存できませんでした。もう一度お試しください。", "This could not be stored. Please try again.")
        }
        Refusal::OtherSite => fixed("他のサイトからの操作は受け付けません。", "Changes are taken from our own pages only."),
        Refusal::OfSource(refused) => source_words(language, refused),
    }
}

/// What a source is refused for. Who refuses says it in Japanese; in English it is told by its code.
pub(crate) fn source_words(language: InterfaceLanguage, refused: &SourceRefusal) -> String {
    if language == InterfaceLanguage::Ja {
        return refused.reason.clone();
    }
    let meaning = source_meaning(refused.code);
    if refused.detail.is_empty() { meaning.to_owned() } else { format!("{meaning}: {}", refused.detail) }
}

fn source_meaning(code: &str) -> &'static str {
    match code {
        "address-too-long" => "The address is too long",
        "address-control-character" => "The address has control characters",
        "address-without-server" => "The address names no server",
        "address-incomplete" => "Write the whole address, beginning with https://, http://, ftp://, ftps://, sftp:// or file:///",
        "address-with-login" => "Leave user name and password out of the address: each has a field of its own",
        "address-path-unreadable" => "The path of the address cannot be read",
        "address-no-folder" => "Write a folder like file:///srv/incoming",
        "no-address" => "The feed has no source: it only takes uploads",
        "address-unreadable" => "The address of the source cannot be read",
        "pattern-too-long" => "The pattern is too long",
        "pattern-unreadable" => "The pattern cannot be read at this character",
        "secret-no-key" => {
            "There is no key to seal secrets with. Set 64 hexadecimal digits (kakehashi feed new-key) in this variable of the environment, or \
             use a reference (env: or file:)"
        }
        "secret-bad-key" => "The key in this variable of the environment is not 64 hexadecimal digits (32 bytes)",
        "secret-unreadable" => "The secret that is kept cannot be opened with the present key. Enter it anew",
        "secret-unavailable" => "The secret that is kept cannot be used (look at the key in the environment, or at the reference)",
        "reference-unreadable" => "Write a reference as env:NAME or file:PATH",
        "reference-other-variable" => "Names after env: are letters and digits that begin with",
        "reference-no-variable" => "There is no such variable of the environment",
        "reference-no-folder" => "References to files need the setting feeds.secret_folder",
        "reference-no-file" => "There is no such file",
        "reference-outside" => "The file is outside of feeds.secret_folder",
        "reference-file-unreadable" => "The file cannot be read",
        "reference-file-too-large" => "The file is too large",
        "authorities-unreadable" => "The file of certificate authorities (feeds.authorities) cannot be read",
        "name-not-resolved" => "The name of the server has no address",
        "address-refused" => {
            "Connections to this address are not permitted, as to internal networks (the setting feeds.allow_private permits them)"
        }
        "cannot-connect" => "The server cannot be connected to",
        "timed-out" => "The server did not answer in time",
        "connection-broken" => "The connection broke off",
        "tls-failed" => "TLS could not be established (look at the certificate)",
        "login-refused" => "The login was refused (look at user name and password or key)",
        "host-key-unknown" => "This server is not known yet. Confirm the fingerprint of its host key with the office, and register it",
        "host-key-changed" => "The host key is another one than that registered. Nothing is connected until the office has confirmed it",
        "not-found" => "There is no such file or folder",
        "denied" => "The file or folder may not be read",
        "too-large" => "The file is larger than files may be",
        "too-many-files" => "The listing has more files than it may have",
        "size-mismatch" => "The size is not the one that was stated",
        "checksum-mismatch" => "The checksum is not the one that was stated",
        "disk-full" => "There is not enough room on the disk",
        "disk-failed" => "The file cannot be written",
        "server-error" => "The server answered with an error",
        "protocol" => "The answer of the server cannot be understood",
        "redirect-refused" => "The redirection cannot be followed",
        "folder-refused" => "The folder may not be watched (the setting feeds.folders permits it)",
        "stopped" => "Stopped",
        _ => "The source cannot be used",
    }
}
