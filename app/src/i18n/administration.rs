//! Keeping accounts, and the audit log.

use super::messages;
use crate::{InterfaceLanguage, services::AccountState};

messages! {
    /// Pages for administrators.
    AdministrationText {
        accounts: "アカウントの管理", "Accounts";
        find: "サインイン名、表示名、メールアドレスで探す", "Find by sign-in name, name or mail address";
        find_button: "探す", "Find";
        none_found: "該当するアカウントはありません。", "No such account.";
        list: "アカウントの一覧", "List of accounts";
        state: "状態", "State";
        last_signed_in: "最終サインイン", "Last signed in";
        never: "なし", "never";
        created: "作成", "Made";
        mail: "メールアドレス", "Mail address";
        mail_hint: "任意。リンクの送付に使います。", "Optional. Links are sent there.";
        mail_unused: "メールの設定がないため、リンクは作成時に一度だけ画面に表示します。", "Mail is not configured: links are shown here once, when they are made.";
        invite: "招待する", "Invite";
        invite_heading: "アカウントを作成して招待する", "Make an account and invite to it";
        sign_in_name_hint: "2〜64文字の半角英数字と . _ - @。大文字と小文字は区別しません。あとから変更できません。", "2 to 64 letters, digits and . _ - @. Case does not matter. It cannot be changed later.";
        name_hint: "任意。招待された人が自分で変更できます。", "Optional. The invited person may change it.";
        audience_usual: "役割に応じて(閲覧者は公衆提供のみ、ほかは内部限りを含む)", "As usual for the role (readers: public; others: inside)";
        change: "役割と閲覧範囲", "Role and what may be read";
        changed: "変更を保存しました。", "The change was saved.";
        disable: "停止する", "Disable";
        disable_hint: "すべての端末からサインアウトさせ、再びサインインできないようにします。記録は残ります。", "Signs the account out everywhere and keeps it from signing in. Records stay.";
        disabled: "アカウントを停止しました。", "The account was disabled.";
        enable: "停止を解除する", "Enable";
        enabled: "停止を解除しました。", "The account was enabled.";
        link_invitation: "招待のリンクを作り直す", "Make a new invitation";
        link_invitation_hint: "7日間、一度だけ使えます。前のリンクは使えなくなります。", "It works once, within 7 days. An earlier link no longer works.";
        link_reset: "パスワード再設定のリンクを作る", "Make a link to set a new password";
        link_reset_hint: "24時間、一度だけ使えます。使われるまで、今のパスワードも使えます。", "It works once, within 24 hours. The present password works until then.";
        link_made: "リンクを作成しました", "The link was made";
        link_once: "このリンクは今だけ表示します。本人に安全な方法で渡してください。", "It is shown this once. Hand it over by a safe way.";
        link_for: "対象のアカウント", "For the account";
        link_mail_failed: "メールを送れませんでした。サーバーの記録に理由があります。", "It could not be mailed; the server's log says why.";
        mailed: "リンクをメールで送りました。", "The link was mailed.";
        back: "アカウントの一覧へ", "To the list of accounts";
        audit: "操作の記録", "Audit log";
        audit_lead: "いつ、だれが、何を、どう変えたかの記録です。書き換えも削除もできません。", "Who did what, when, and how it was before and after. It cannot be rewritten.";
        by_account: "サインイン名", "Sign-in name";
        act: "操作", "Act";
        all_acts: "すべて", "All";
        narrow: "絞り込む", "Narrow down";
        csv: "CSV をダウンロード", "Download CSV";
        no_acts: "該当する記録はありません。", "There is no such record.";
        at: "日時", "When";
        who: "だれが", "Who";
        command: "サーバー上のコマンド", "a command on the server";
        subject: "対象", "Subject";
        before: "変更前", "Before";
        after: "変更後", "After";
        pages: "ページ", "Pages";
        previous: "前へ", "Previous";
        next: "次へ", "Next";
    }
}

/// What a state of an account is called.
pub(crate) fn account_state_name(language: InterfaceLanguage, state: AccountState) -> &'static str {
    let (japanese, english) = match state {
        AccountState::Invited => ("招待中", "Invited"),
        AccountState::Active => ("利用中", "Active"),
        AccountState::Disabled => ("停止中", "Disabled"),
    };
    language.pick(japanese, english)
}

/// What an act is called; its code where it has no name here.
pub(crate) fn act_name(language: InterfaceLanguage, code: &str) -> String {
    let (japanese, english) = match code {
        "account-added" => ("アカウントの作成", "Account made"),
        "account-changed" => ("アカウントの変更", "Account changed"),
        "account-disabled" => ("アカウントの停止", "Account disabled"),
        "account-enabled" => ("停止の解除", "Account enabled"),
        "memory-imported" => ("翻訳メモリの取り込み", "Memory imported"),
        "terms-imported" => ("用語集の取り込み", "Terms imported"),
        "translation-requested" => ("翻訳の依頼", "Translation asked for"),
        "invitation-made" => ("招待のリンクの作成", "Invitation made"),
        "invitation-taken" => ("招待の受諾", "Invitation taken"),
        "reset-made" => ("再設定のリンクの作成", "Reset link made"),
        "password-reset" => ("リンクによるパスワードの再設定", "Password set by link"),
        "password-set" => ("パスワードの変更", "Password changed"),
        "agreement-saved" => ("官庁台帳の変更", "Registry changed"),
        "feed-saved" => ("フィードの変更", "Feed changed"),
        "host-key-accepted" => ("ホスト鍵の登録", "Host key registered"),
        "file-uploaded" => ("ファイルの受領", "File received"),
        "job-asked-for" => ("処理の依頼", "Job asked for"),
        "job-stopped" => ("処理の停止", "Job stopped"),
        "job-resumed" => ("処理の再開", "Job resumed"),
        "delivery-roll-back-asked-for" => ("納品の取消の依頼", "Roll-back of a delivery asked for"),
        "delivery-roll-back-begun" => ("納品の取消の開始", "Roll-back of a delivery begun"),
        "delivery-roll-back-stopped" => ("納品の取消の中断", "Roll-back of a delivery stopped"),
        "delivery-rolled-back" => ("納品の取消", "Delivery rolled back"),
        "provision-decided" => ("公衆提供の決定", "Public provision decided"),
        "provision-proposed" => ("公衆提供の変更の提案", "Public provision proposed"),
        "provision-refused" => ("公衆提供の変更の却下・取下げ", "Public provision refused"),
        "signed-in" => ("サインイン", "Signed in"),
        "signed-out" => ("サインアウト", "Signed out"),
        "signed-out-everywhere" => ("すべての端末からのサインアウト", "Signed out everywhere"),
        other => return other.to_owned(),
    };
    language.pick(japanese, english).to_owned()
}

/// How many there are, and which page this is: `全120件・2/3ページ`.
pub(crate) fn count_and_page(language: InterfaceLanguage, total: u64, page: u32, last: u32) -> String {
    let total = super::count(total);
    match language {
        InterfaceLanguage::Ja => format!("全{total}件・{page}/{last}ページ"),
        InterfaceLanguage::En => format!("{total} in all, page {page} of {last}"),
    }
}
