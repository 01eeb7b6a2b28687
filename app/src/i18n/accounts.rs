//! Signing in, one's own account, links; and what is wrong with what was typed.

use publication::{Audience, Role};

use super::messages;
use crate::{InterfaceLanguage, Problem};

messages! {
    /// Pages of accounts.
    AccountText {
        menu: "アカウント", "Account";
        sign_in: "サインイン", "Sign in";
        sign_out: "サインアウト", "Sign out";
        signed_in_already: "すでにサインインしています。", "You are signed in already.";
        signed_out: "サインアウトしました。", "You have signed out.";
        signed_out_everywhere: "すべての端末からサインアウトしました。", "You have signed out everywhere.";
        sign_in_lead: "公開されている文献の検索と閲覧に、サインインは必要ありません。", "You need not sign in to search and read what is open to the public.";
        sign_in_name: "サインイン名", "Sign-in name";
        password: "パスワード", "Password";
        forgotten: "パスワードを忘れたときは、管理者に再設定のリンクを依頼してください。", "If you have forgotten your password, ask an administrator for a link to set a new one.";
        account: "アカウントの設定", "Your account";
        name: "表示名", "Name shown";
        name_hint: "訳文や記録に、この名前が表示されます。", "Shown beside your translations and in records.";
        save: "保存する", "Save";
        name_saved: "表示名を変更しました。", "Your name was changed.";
        password_change: "パスワードの変更", "Change your password";
        password_present: "現在のパスワード", "Present password";
        password_new: "新しいパスワード", "New password";
        password_again: "新しいパスワード(確認)", "New password, again";
        password_hint: "12文字以上128文字以内。どの文字でも使えます。サインイン名や表示名と同じものは使えません。", "12 to 128 characters of any kind; not your own name.";
        password_ends: "変更すると、ほかの端末からはサインアウトします。", "This signs you out on all other devices.";
        password_saved: "パスワードを変更しました。ほかの端末からはサインアウトしました。", "Your password was changed. You were signed out on all other devices.";
        password_save: "パスワードを変更する", "Change password";
        welcome: "サインインしました。", "You are signed in.";
        sessions: "サインイン中の端末", "Where you are signed in";
        browser: "ブラウザー", "Browser";
        browser_unknown: "不明", "unknown";
        began: "開始", "Since";
        last_seen: "最終利用", "Last used";
        this_session: "この端末", "this device";
        session_ended: "サインアウトさせました。", "That device was signed out.";
        everywhere: "すべての端末からサインアウトする", "Sign out everywhere";
        everywhere_hint: "この端末も含みます。", "Including this device.";
        role: "役割", "Role";
        audience: "閲覧範囲", "May read";
        invitation: "かけはしへようこそ", "Welcome to Kakehashi";
        invitation_lead: "表示名とパスワードを決めると、アカウントを使い始められます。", "Choose your name and a password to begin.";
        invitation_take: "使い始める", "Begin";
        reset: "パスワードの再設定", "Set a new password";
        link_over: "このリンクは使えません", "This link cannot be used";
        link_over_text: "使用済みか、期限が切れたか、新しいリンクに置き換えられています。管理者に新しいリンクを依頼してください。", "It was used, has expired or was replaced by a newer one. Please ask an administrator for a new link.";
        forbidden: "このページを表示する権限がありません", "You may not see this page";
        forbidden_text: "別のアカウントが必要な場合は、管理者にお問い合わせください。", "If you need to, please ask an administrator.";
        problems: "入力内容をご確認ください", "Please check what you entered";
        error: "エラー", "Error";
        required: "必須", "required";
    }
}

/// What a role is called.
pub(crate) fn account_role_name(language: InterfaceLanguage, role: Role) -> &'static str {
    let (japanese, english) = match role {
        Role::Reader => ("閲覧者", "Reader"),
        Role::Translator => ("翻訳者", "Translator"),
        Role::Reviewer => ("校閲者", "Reviewer"),
        Role::Administrator => ("管理者", "Administrator"),
    };
    language.pick(japanese, english)
}

/// What an audience is called.
pub(crate) fn audience_name(language: InterfaceLanguage, audience: Audience) -> &'static str {
    let (japanese, english) = match audience {
        Audience::Public => ("公衆提供されている文献のみ", "What is open to the public"),
        Audience::Inside => ("内部限りの文献を含むすべて", "Everything held, for people inside"),
    };
    language.pick(japanese, english)
}

/// What is wrong with a field, for people at a command line.
#[must_use]
pub fn problem_in_japanese(problem: Problem) -> String {
    problem_words(InterfaceLanguage::Ja, problem)
}

/// What is wrong, and what to do about it.
pub(crate) fn problem_words(language: InterfaceLanguage, problem: Problem) -> String {
    let fixed = |japanese: &str, english: &str| language.pick(japanese, english).to_owned();
    let counted = |japanese: String, english: String| match language {
        InterfaceLanguage::Ja => japanese,
        InterfaceLanguage::En => english,
    };
    match problem {
        Problem::Missing => fixed("入力してください。", "Please fill this in."),
        Problem::TooLong(most) => counted(format!("{most}文字以内で入力してください。"), format!("Use at most {most} characters.")),
        Problem::UnfitSigns => {
            fixed("制御文字や見えない文字は使えません。", "Control characters and characters that cannot be seen may not be used.")
        }
        Problem::BadSignInName => {
            fixed("2〜64文字の半角英数字と . _ - @ で入力してください。", "Use 2 to 64 letters and digits, and the signs . _ - @ only.")
        }
        Problem::NameTaken => fixed("このサインイン名は使われています。", "This sign-in name is taken."),
        Problem::BadMail => {
            fixed("メールアドレスの形式で入力してください(例 name@example.jp)。", "Enter one mail address, such as name@example.jp.")
        }
        Problem::BadChoice => fixed("選択肢から選んでください。", "Choose one of these."),
        Problem::PasswordTooShort(least) => {
            counted(format!("{least}文字以上にしてください。"), format!("Use at least {least} characters."))
        }
        Problem::PasswordTooLong(most) => counted(format!("{most}文字以内にしてください。"), format!("Use at most {most} characters.")),
        Problem::PasswordIsName => {
            fixed("サインイン名、表示名、メールアドレスはパスワードに使えません。", "Your name or mail address cannot be your password.")
        }
        Problem::PasswordsDiffer => fixed("二つのパスワードが一致しません。", "The two passwords differ."),
        Problem::WrongPassword => fixed("現在のパスワードが正しくありません。", "This is not your present password."),
        Problem::WrongCredentials => {
            fixed("サインイン名またはパスワードが正しくありません。", "The sign-in name or the password is wrong.")
        }
        Problem::Wait(seconds) if seconds < 60 => counted(
            format!("続けて失敗したため、あと{seconds}秒お待ちください。"),
            format!("Too many tries. Please wait {seconds} more seconds."),
        ),
        Problem::Wait(seconds) => {
            let minutes = seconds.div_ceil(60);
            counted(
                format!("続けて失敗したため、あと{minutes}分お待ちください。"),
                format!("Too many tries. Please wait {minutes} more minutes."),
            )
        }
        Problem::Busy => fixed(
            "ただいま混み合っています。少し待ってからもう一度お試しください。",
            "Too many requests at the moment. Please try again shortly.",
        ),
        Problem::LastAdministrator => fixed(
            "ほかに管理者がいないため、変更できません。先に別の管理者を用意してください。",
            "There is no other administrator. Provide another one first.",
        ),
        Problem::Disabled => {
            fixed("このアカウントは停止中です。先に停止を解除してください。", "This account is disabled. Enable it first.")
        }
    }
}
