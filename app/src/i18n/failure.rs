//! Not found, and failures.

use super::messages;

messages! {
    /// Pages that have nothing to show.
    FailureText {
        not_found: "ページが見つかりません", "Page not found";
        document_not_found: "公報が見つかりません", "Publication not found";
        not_found_text: "お探しのページはありません。アドレスをご確認ください。", "There is no such page. Please check the address.";
        document_not_found_text: "この番号の公報は収録されていないか、公開されていません。", "No publication with this number is held, or it is not open to the public.";
        candidates: "もしかすると、次の公報をお探しですか", "Did you mean one of these?";
        no_candidates: "似た番号の公報も見つかりませんでした。", "Nothing with a similar number was found either.";
        to_home: "トップページへ", "To the home page";
        bad_request: "条件を読み取れませんでした", "The request could not be understood";
        bad_request_text: "次の部分をご確認のうえ、もう一度お試しください。", "Please check the following and try again.";
        search_unavailable: "ただいま検索をご利用いただけません", "Search is not available at the moment";
        search_unavailable_text: "しばらくしてからもう一度お試しください。番号による照会と、公報の表示はご利用いただけます。", "Please try again later. Numbers can still be looked up and publications can still be read.";
        internal: "エラーが発生しました", "Something went wrong";
        internal_text: "申し訳ありません。サーバーの内部でエラーが発生しました。お問い合わせの際は、次の番号をお知らせください。", "We are sorry. An error occurred on the server. When you report it, please quote this number.";
    }
}
