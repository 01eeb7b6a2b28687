//! Correcting, review, suggestions, work lists.

use super::messages;

messages! {
    /// The correcting page.
    CorrectText {
        title: "訳文を直す", "Correct the Japanese";
        back: "公報に戻る", "Back to the publication";
        work_list: "作業一覧", "Work list";
        parts: "部分", "Part";
        segment_of: "{n} / {of} 文", "Sentence {n} of {of}";
        source: "原文", "Original";
        target: "訳文", "Japanese";
        present: "現在の訳文", "Present Japanese";
        reason: "変更の理由(任意)", "Reason for the change (optional)";
        save_next: "保存して次へ", "Save and go on";
        save_reviewed: "校閲済みで保存", "Save as reviewed";
        keep_draft: "下書きとして残す", "Keep as draft";
        drop_draft: "下書きを破棄", "Discard the draft";
        copy_source: "原文をコピー", "Copy the original";
        undo: "元に戻す", "Undo";
        previous: "前の文", "Previous";
        next: "次の文", "Next";
        next_finding: "次の指摘", "Next finding";
        next_listed: "次の対象", "Next in the list";
        edit: "直す", "Correct";
        approve: "承認して次へ", "Approve and go on";
        send_back: "差し戻す", "Send back";
        remark: "差し戻しの理由", "Reason for sending back";
        lock: "ロックする", "Lock";
        unlock: "ロックを解除", "Unlock";
        review: "校閲", "Review";
        findings: "指摘", "Findings";
        no_findings: "指摘はありません。", "Nothing was found.";
        error: "誤りの疑い", "Possible error";
        warning: "要確認", "To be checked";
        matches: "翻訳メモリ", "Memory";
        no_matches: "一致する対訳はありません。", "There are no matches.";
        insert: "挿入", "Insert";
        terms: "用語", "Terms";
        no_terms: "用語集にある言葉はありません。", "No known terms.";
        suggestions: "提案", "Suggestions";
        take: "使う", "Use";
        decline: "却下", "Decline";
        anonymous: "名前なし", "no name given";
        identical: "同じ原文の承認済みの訳", "Approved for the same sentence";
        stale: "原文が変わりました", "The original has changed";
        stale_hint: "旧版の文に人手の訳があります。原文の違いを確かめて、訳を使うか、直してください。", "A person translated the sentence of the earlier version. Compare the originals, and use or adapt the Japanese.";
        stale_words: "旧版の訳", "Japanese of the earlier version";
        likeness: "原文の類似度", "Likeness of the originals";
        put_aside: "対応済みにする", "Nothing to be done";
        history: "履歴", "History";
        no_history: "履歴はありません。", "There is no history yet.";
        restore: "この版に戻す", "Restore";
        rating: "訳文の評価", "Rating of the Japanese";
        rate: "評価する", "Rate";
        concordance: "用例検索", "Concordance";
        concordance_words: "用例を探す言葉", "Words to look for";
        concordance_search: "探す", "Search";
        concordance_none: "用例はありません。", "Nothing was found.";
        keys: "キー操作", "Keys";
        clash: "訳文が競合しています", "The Japanese clashes";
        clash_hint: "入力している間に、ほかの人が保存しました。二つの訳を比べて選んでください。上書きはされていません。", "Somebody saved while you were typing. Compare the two and choose. Nothing was overwritten.";
        clash_ancestor: "元の訳文", "What both came from";
        clash_theirs: "保存された訳文", "What was saved";
        clash_yours: "入力中の訳文", "What you typed";
        clash_none: "(訳文なし)", "(none)";
        keep_mine: "入力中の訳文で保存する", "Save mine in its place";
        take_theirs: "保存された訳文を使う", "Take what was saved";
        gone: "旧版の訳", "Japanese of earlier versions";
        gone_hint: "現在の版にない文の訳です。失われずに残っています。", "Translations of sentences that the present version no longer has. They are kept.";
        gone_draft: "下書き", "draft";
        locked: "ロック中", "Locked";
        draft: "下書き", "Draft";
        to_review: "校閲待ち", "Waiting for review";
        sent_back: "差し戻し", "Sent back";
        suggested: "提案あり", "Suggested";
        status_saved: "保存済み", "Saved";
        status_draft: "下書き(保存済み)", "Draft (kept)";
        status_unsent: "未送信(この端末に保存)", "Not sent (kept on this device)";
        status_saving: "保存中…", "Saving…";
        status_failed: "保存できませんでした。入力した内容はこの端末に残っています。", "It could not be saved. What you typed is kept on this device.";
        xliff: "XLIFF で書き出す", "Export as XLIFF";
        import: "XLIFF を取り込む", "Import XLIFF";
        done_save: "保存しました。", "Saved.";
        done_approve: "承認しました。翻訳メモリに登録しました。", "Approved, and added to the memory.";
        done_send_back: "差し戻しました。", "Sent back.";
        done_restore: "前の版に戻しました。", "Restored.";
        done_draft: "下書きとして残しました。", "Kept as a draft.";
        done_other: "変更しました。", "Done.";
        problem_conflict: "訳文が競合しています。ほかの人が先に保存しました。入力した内容は下書きとして残してあります。", "The Japanese clashes: somebody else saved first. What you typed is kept as a draft.";
        problem_source: "原文が変わりました。この文は現在の版にありません。入力した内容は下の「旧版の訳」に残してあります。", "The original has changed, and no longer has this sentence. What you typed is kept below.";
        problem_locked: "この訳文はロックされています。入力した内容は下書きとして残してあります。", "This sentence is locked. What you typed is kept as a draft.";
        problem_japanese: "訳文を確かめてください。空の訳文、使えない文字を含む訳文、長すぎる訳文は保存できません。", "Please check the Japanese: it is empty, too long, or has characters that cannot be used.";
        problem_reason: "理由を入力してください。", "Please give a reason.";
        problem_own: "自分の訳文は自分では承認・差し戻しできません。", "You cannot judge your own words.";
        problem_not_human: "人の訳した文ではありません。", "No person has translated this sentence.";
        sign_in: "訳文を直すには、翻訳者としてサインインしてください。", "Please sign in as a translator.";
        nothing: "この部分には、訳す文がありません。", "There is nothing to translate in this part.";
        all_sentences: "すべての文", "All sentences";
    }
}

messages! {
    /// Keys of the correcting page, in words.
    KeyText {
        save: "保存して次の文へ", "Save and go to the next sentence";
        reviewed: "校閲済みで保存して次の文へ(校閲者)", "Save as reviewed and go on (reviewers)";
        approve: "承認して次の文へ(校閲者)", "Approve and go on (reviewers)";
        before: "前の文へ", "To the previous sentence";
        after: "次の文へ", "To the next sentence";
        finding: "次の指摘へ", "To the next finding";
        insert_match: "翻訳メモリの1〜9番目を挿入", "Insert match 1 to 9";
        insert_term: "用語の1〜9番目を挿入", "Insert term 1 to 9";
        copy: "原文をコピー", "Copy the original";
        concordance: "用例検索", "Concordance";
        undo: "元に戻す", "Undo";
        list: "キーの一覧を開く・閉じる(入力欄の外で。入力欄の中では Ctrl+/)", "Show or hide this list (outside fields; in fields, Ctrl+/)";
    }
}

messages! {
    /// Work list, suggestions, files.
    WorkText {
        title: "作業一覧", "Work list";
        lists: "一覧の種類", "Lists";
        mine: "自分の担当", "Mine";
        to_do: "未着手", "To do";
        findings: "指摘あり", "With findings";
        stale: "原文変更", "Changed originals";
        suggested: "提案あり", "Suggested";
        review: "校閲待ち", "To review";
        sent_back: "差し戻し", "Sent back";
        office: "国・地域", "Office";
        any_office: "すべて", "All";
        class: "IPC サブクラス(例 H01M)", "IPC subclass (e.g. H01M)";
        filter: "絞り込む", "Narrow";
        publication: "公報", "Publication";
        segments: "対象の文", "Sentences";
        none: "該当する公報はありません。", "There are none.";
        more: "次のページ", "Next page";
        many: "以上", "or more";
        suggest: "訳を提案する", "Suggest a better translation";
        suggest_hint: "提案は翻訳者が確かめます。すぐには公開されません。", "A translator will look at it. It is not published at once.";
        suggest_words: "よりよい訳文", "A better translation";
        suggest_reason: "理由(任意)", "Reason (optional)";
        suggest_name: "お名前(任意)", "Your name (optional)";
        suggest_send: "提案を送る", "Send";
        suggest_done: "提案を受け付けました。翻訳者が確かめます。ありがとうございました。", "Thank you. A translator will look at your suggestion.";
        suggest_same: "現在の訳文と同じです。", "That is what is there already.";
        suggest_wrong: "訳文を入力してください(4,000字まで)。", "Please enter a translation (up to 4,000 characters).";
        suggest_many: "提案が続いています。しばらくしてからお試しください。入力した内容はそのまま残してあります。", "There are many suggestions at present. Please try again later; what you entered is kept.";
        suggest_gone: "原文が変わりました。この文は現在の版にありません。", "The original has changed, and no longer has this sentence.";
        suggest_closed: "提案は受け付けていません。", "Suggestions are not taken.";
        import_title: "XLIFF を取り込む", "Import XLIFF";
        import_hint: "このポータルから書き出した XLIFF を、ほかの道具で訳して取り込みます。ほかの人が先に直した文は上書きせず、競合として示します。", "Bring back XLIFF that was exported here and worked on elsewhere. What others have changed meanwhile is not overwritten, but shown.";
        import_file: "XLIFF ファイル(64 MiB まで)", "XLIFF file (up to 64 MiB)";
        import_dry: "保存せずに結果だけを確かめる", "Only show what would happen";
        import_send: "取り込む", "Import";
        import_result: "取込の結果", "Result";
        import_counts: "{read}文のうち、保存 {saved}、変更なし {unchanged}、競合 {clashing}、取り込めない文 {rejected}", "Of {read} sentences: {saved} saved, {unchanged} unchanged, {clashing} clashing, {rejected} not usable";
        import_was_dry: "保存はしていません。", "Nothing was stored.";
        import_clashes: "競合した文", "Clashes";
        import_problems: "取り込めなかった文", "Not usable";
        import_yours: "ファイルの訳文", "In the file";
        import_present: "現在の訳文", "Present Japanese";
        import_ancestor: "書き出したときの訳文", "When it was exported";
        line: "行", "Line";
        code: "コード", "Code";
    }
}
