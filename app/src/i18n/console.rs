//! The administrators' console.

use super::messages;
use crate::InterfaceLanguage;

messages! {
    /// The console.
    ConsoleText {
        console: "管理", "Administration";
        overview: "概況", "Overview";
        offices: "官庁台帳", "Offices";
        feeds: "フィード", "Feeds";
        inbox: "受信箱", "Inbox";
        runs: "取込", "Runs";
        denied: "管理者だけが見られるページです", "For administrators only";
        denied_text: "管理者としてログインしてから、もう一度開いてください。", "Sign in as an administrator and open this page again.";
        overview_lead: "届いていないもの、失敗しているもの、待っているものを示します。", "What has not come, what fails, and what waits.";
        attention: "対応が必要な官庁", "Offices that need attention";
        no_attention: "対応が必要な官庁はありません。", "No office needs attention.";
        failing: "失敗しているフィード", "Failing feeds";
        none: "ありません。", "None.";
        waiting_work: "処理の状況", "Work";
        item: "項目", "What";
        number: "件数", "Number";
        translating: "翻訳待ちの公報", "Publications waiting for translation";
        indexing: "索引に未反映の変更", "Changes the index does not know yet";
        figures: "変換待ちの図面", "Drawings waiting for conversion";
        database: "データベースの大きさ", "Database";
        index: "索引の大きさ", "Index";
        kept_files: "届いたファイルの大きさ", "Files that arrived";
        last_arrival: "最終到着日", "Last arrival";
        free: "ディスクの空き容量", "Free disk space";
        unknown: "不明", "unknown";
        stuck: "進んでいない処理", "Jobs that do not move";
        registry_lead: "官庁と権利ごとに、合意した内容を登録します。官庁名を選ぶと変更できます。", "What was agreed with each office. Choose an office to change it.";
        registry_csv: "台帳をCSVで保存", "Save the registry as CSV";
        add_office: "官庁を追加", "Add an office";
        office_code: "官庁コード (WIPO ST.3)", "Office code (WIPO ST.3)";
        open: "開く", "Open";
        agreement: "合意", "Agreement";
        exchange: "交換", "Exchange";
        provision: "公衆提供", "Public provision";
        steps: "データ交換の段階", "Steps of the exchange";
        step_note: "メモ", "Note";
        elements: "合意した要素", "Agreed elements";
        products: "提供可能データ一覧(1行に 製品;形式;範囲)", "Available list (product;format;coverage, one a line)";
        interval: "合意した間隔(日)", "Agreed interval (days)";
        frequency: "合意した頻度", "Agreed frequency";
        contact: "連絡先", "Contact";
        allowed_use: "利用条件", "Allowed use";
        remarks: "備考", "Remarks";
        as_of: "いつの情報か", "As of";
        source: "出典", "Source";
        rights_of_its_own: "権利ごとの合意", "Agreements by right";
        whole_office: "官庁全体", "Whole office";
        save: "保存する", "Save";
        saved: "保存しました。", "Saved.";
        refused: "保存できません", "Not saved";
        feeds_lead: "官庁のファイルの取得元です。取得元を登録し、接続を確かめ、届いたファイルを試し読みしてから有効にします。", "Where offices' files come from. Register a source, test it, try what arrived, then enable it.";
        new_feed: "フィードを追加", "Add a feed";
        no_feeds: "フィードはまだありません。", "There are no feeds yet.";
        name: "名前(英小文字、数字、ハイフン)", "Name (small letters, digits, hyphens)";
        office: "官庁", "Office";
        rights: "権利の種類", "Rights";
        address: "取得元のアドレス", "Address of the source";
        address_hint: "https://、http://、ftp://、ftps://、sftp://、file:/// のいずれか。HTTPで最後が / のときはリンクの一覧。空欄ならアップロードと郵送だけを受け付けます。", "https, http, ftp, ftps, sftp or file. Over HTTP an address that ends with / is a page of links. Empty: only uploads and post.";
        pattern: "取得するファイル(例 *.zip)", "Files to fetch (*.zip)";
        user: "利用者名", "User name";
        secret: "パスワードまたは秘密鍵(保存後は表示されません)", "Password or private key (never shown again)";
        secret_kept: "登録済みです。変更するときだけ入力してください。", "Kept. Fill in only to change it.";
        forget_secret: "登録済みのパスワード・鍵・参照を消す", "Forget the secret that is kept";
        reference: "または参照(env:KAKEHASHI_FEED_名前、file:パス)", "Or a reference (env:KAKEHASHI_FEED_NAME, file:PATH)";
        host_key: "ホスト鍵の指紋(SFTP)", "Fingerprint of the host key (SFTP)";
        format: "形式", "Format";
        automatic: "自動判別", "automatic";
        encoding: "宣言のないテキストの文字コード", "Encoding of undeclared text";
        language: "言語の書かれていない本文の言語", "Language of unmarked texts";
        public: "公開", "Public";
        inside: "内部のみ", "Inside only";
        translate_all: "全文の翻訳を依頼する", "Ask for full translation";
        schedule: "予定(日本時間)", "Schedule (Japan time)";
        by_cron: "cron式で指定する", "By a cron expression";
        cron: "cron式", "Cron expression";
        cron_hint: "予定を「cron式で指定する」にしたとき。分 時 日 月 曜日(例 30 4 * * 1-5)。", "Where the schedule is by a cron expression: minute hour day month weekday (30 4 * * 1-5).";
        expected_interval: "届くはずの間隔(日)", "Expected interval (days)";
        file_mib: "1ファイルの大きさの上限 (MiB)", "Largest file (MiB)";
        notify: "通知", "Notices";
        notify_error: "失敗・不採用のとき", "On errors";
        notify_always: "いつも", "Always";
        notify_never: "しない", "Never";
        enabled: "予定どおりに調べる", "Keep the schedule";
        next_due: "次の予定", "Next check";
        test: "接続を確かめる", "Test the connection";
        run: "今すぐ調べて取り込む", "Check and harvest now";
        upload: "ファイルをアップロード", "Upload a file";
        settings: "設定", "Settings";
        arrived: "届いたファイル", "What arrived";
        recent: "最近の処理", "Recent jobs";
        inbox_lead: "届いたファイルのすべてです。読めないものも、届いたまま保管しています。", "Everything that arrived. What cannot be read is kept as it came.";
        file: "ファイル", "File";
        size: "大きさ", "Size";
        channel: "経路", "Channel";
        received: "受領日時", "Received";
        state: "状態", "State";
        all: "すべて", "All";
        older: "古いもの", "Older";
        no_arrivals: "届いたファイルはありません。", "Nothing arrived.";
        try_it: "試し読み", "Dry run";
        harvest: "取り込む", "Harvest";
        harvest_again: "もう一度取り込む", "Harvest again";
        runs_lead: "取得と取込の記録です。", "What was fetched and harvested.";
        no_runs: "処理の記録はありません。", "No jobs yet.";
        job: "処理", "Job";
        started: "依頼日時", "Asked for";
        result: "結果", "Result";
        progress: "進み具合", "Progress";
        finished: "終了日時", "Finished";
        asked_by: "依頼者", "Asked for by";
        by_schedule: "自動", "automatic";
        attempts: "試行回数", "Tries";
        due: "次の実行", "Next try";
        starting: "始めています", "starting";
        listing: "取得元のファイルを調べています", "looking what the source has";
        fetching: "取得中", "fetching";
        further: "続き", "More";
        sending: "送信しています", "Sending";
        reconnecting: "接続が切れました。つなぎ直して続きから送ります", "The connection broke off; going on as soon as it is back";
        given_up: "送信できませんでした。同じファイルを選び直すと、続きから送ります", "Not sent. Choose the same file again to go on where it stopped";
        stop: "停止する", "Stop";
        resume: "続きから再開する", "Resume";
        again: "不採用のあったファイルだけ再取込", "Read the refused files again";
        causes: "不採用の理由", "Why records were refused";
        code: "コード", "Code";
        reason: "理由", "Reason";
        example: "例", "Example";
        place: "位置", "Place";
        rejects: "不採用の記録", "Refused records";
        rejects_csv: "不採用をCSVで保存", "Save the refused as CSV";
        raw: "原文", "As it came";
        raw_gone: "元のファイルを開けないため、原文を示せません。", "The file cannot be opened again.";
        previews: "読み取った内容と原文", "What was read, beside what came";
        failures: "取得できなかったファイル", "Files that could not be fetched";
        unmapped: "未登録の値", "Values without a meaning";
        seconds: "秒", "s";
        refresh_note: "このページは処理が終わるまで自動で更新されます。", "This page refreshes itself until the job is over.";
        tested: "接続できました。", "The source answers.";
        files_there: "取得元にあるファイル", "Files of the source";
        version: "更新日時・版", "Version";
        test_failed: "接続できません。", "The source does not answer.";
        accept_key: "相手方に確かめたので、このホスト鍵を登録する", "Confirmed with the office: register this host key";
    }
}

/// What a state of a job, or of what arrived, is called.
pub(crate) fn state_word(language: InterfaceLanguage, state: &str) -> String {
    match state {
        "waiting" => language.pick("待機中", "waiting"),
        "running" => language.pick("実行中", "running"),
        "done" => language.pick("完了", "done"),
        "failed" => language.pick("失敗", "failed"),
        "stopped" => language.pick("停止", "stopped"),
        "harvested" => language.pick("取込済み", "harvested"),
        "partly" => language.pick("一部不採用", "partly refused"),
        "quarantined" => language.pick("隔離(読めません)", "quarantined"),
        "duplicate" => language.pick("重複", "duplicate"),
        "rolled-back" => language.pick("取り消し済み", "taken back"),
        "created" => language.pick("新規", "new"),
        "updated" => language.pick("更新", "updated"),
        "unchanged" => language.pick("変更なし", "unchanged"),
        "deleted" => language.pick("削除", "deleted"),
        "rejected" => language.pick("不採用", "refused"),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// How a file came.
pub(crate) fn channel_word(language: InterfaceLanguage, channel: &str) -> String {
    match channel {
        "upload" => language.pick("アップロード", "upload").to_owned(),
        "post" => language.pick("郵送", "post").to_owned(),
        "folder" => language.pick("フォルダー", "folder").to_owned(),
        protocol => protocol.to_ascii_uppercase(),
    }
}

/// When a feed is checked.
pub(crate) fn schedule_words(language: InterfaceLanguage, schedule: &str) -> String {
    match schedule {
        "" => language.pick("手動のみ", "by hand only"),
        "daily" => language.pick("毎日 3時", "daily at 3:00"),
        "weekly" => language.pick("毎週 月曜日 3時", "Mondays at 3:00"),
        "biweekly" => language.pick("隔週 月曜日 3時", "every second Monday at 3:00"),
        "monthly" => language.pick("毎月 1日 3時", "monthly on the 1st at 3:00"),
        "quarterly" => language.pick("四半期(1・4・7・10月の1日 3時)", "quarterly (1 January, April, July, October at 3:00)"),
        expression => return format!("cron: {expression}"),
    }
    .to_owned()
}

/// What a kind of job is called.
pub(crate) fn job_word(language: InterfaceLanguage, kind: &str) -> String {
    match kind {
        "check" => language.pick("取得", "Fetch"),
        "harvest" => language.pick("取込", "Harvest"),
        "rehearse" => language.pick("試し読み", "Dry run"),
        "roll-back" => language.pick("取消", "Roll-back"),
        other => return other.to_owned(),
    }
    .to_owned()
}

/// Bytes as people write them: `64.0 MiB`.
pub(crate) fn bytes(number: u64) -> String {
    const UNITS: [&str; 5] = ["KiB", "MiB", "GiB", "TiB", "PiB"];
    if number < 1024 {
        return format!("{number} B");
    }
    let (mut size, mut unit) = (number as f64 / 1024.0, 0);
    while size >= 1024.0 && unit + 1 < UNITS.len() {
        size /= 1024.0;
        unit += 1;
    }
    format!("{size:.1} {}", UNITS[unit])
}
