//! How to use the portal.

use leptos::prelude::*;

use super::failure::{failure_page, titled};
use crate::{InterfaceLanguage, portal::request};

/// Searching, numbers, badges, coverage, keys.
#[component]
pub(crate) fn HelpPage() -> impl IntoView {
    match request() {
        Ok(request) => match request.language {
            InterfaceLanguage::Ja => japanese(),
            InterfaceLanguage::En => english(),
        },
        Err(error) => failure_page(InterfaceLanguage::Ja, &error),
    }
}

fn japanese() -> AnyView {
    view! {
        {titled(InterfaceLanguage::Ja, "使い方")}
        <article class="help">
            <h1>"使い方"</h1>
            <h2>"言葉で探す"</h2>
            <ul>
                <li>"日本語、英語、原文の言語のいずれの言葉でも検索できます。日本語の言葉は、日本語訳のほか、用語集にある訳語で各国語の原文も探します。使った訳語は検索結果の上に件数とともに示し、一つずつ外すことも、まとめてオフにすることもできます。用語集にない言葉は、原文の言葉でも探してください。"</li>
                <li>"空白(全角・半角)で区切った言葉は、すべてを含む公報を探します。「いずれかを含む」「含まない」は「条件を追加」から指定できます。"</li>
                <li>"「全固体電池」や \"solid electrolyte\" のように「 」または引用符で囲むと、その並びのとおりに探します。囲んだ言葉は訳語では探しません。"</li>
                <li>"日本語・中国語は文字の並びで、タイ語・ラオ語・クメール語は単語で、欧州の言語は語形の変化を含めて探します。全角と半角、大文字と小文字は区別しません。"</li>
                <li>"一致した箇所は、名称・要約・指定商品(役務)から示します。そこに見当たらない言葉があるときは、請求の範囲、明細書の順に探して示します。"</li>
            </ul>
            <h2>"番号で探す"</h2>
            <ul>
                <li>"検索欄に文献番号だけを入力すると、その公報を直接開きます。「WO 2022/259205」「ＴＨ０９０１００１２３４」のように、記号・空白・全角の有無は問いません。"</li>
                <li>"公報番号のほか、出願番号と優先権番号でも探せます。複数の公報に当てはまる番号は候補を示します。"</li>
                <li>"トップページの「文献番号でまとめて探す」には、1行に1件ずつ番号を貼り付けられます。"</li>
            </ul>
            <h2>"分類で探す"</h2>
            <p>"IPC・CPC・ロカルノ・ニース・ウィーンの各分類を、どの階層でも指定できます。「H01M10」はその下位の「H01M 10/052」を含み、「H01M 100/00」は含みません。言葉の訳し方に左右されないため、もれを減らすのに役立ちます。"</p>
            <h2>"商標・意匠を探す"</h2>
            <ul>
                <li>"「商標・意匠」を開くと、商標の文字、指定商品・役務の言葉、ニース・ウィーン・ロカルノの各分類、商標の種類で探せます。"</li>
                <li>"商標の文字は、公報に翻字があれば翻字でも探します。「部分一致」は文字の途中も、「完全一致」は商標の全体を、空白や記号を無視して比べます。"</li>
                <li>"ニース分類は「25」「第25類」、ロカルノ分類は「06」「14-03」、ウィーン図形分類は「26」「26.4」「26.4.2」のように、どの階層でも指定できます。同じ分類に複数を指定すると、そのいずれかに当てはまるものを探します。"</li>
                <li>"状態は官庁の登録簿の記載によります。意味の分かる記載には日本語を添え、分からない記載はそのまま示します。最新の状態は各官庁の登録簿でご確認ください。"</li>
            </ul>
            <h2>"日本語訳の見方"</h2>
            <p>"日本語の文には、誰が、または何が訳したかを必ず示します。日本語訳は参考であり、権利の内容は原文によります。"</p>
            <dl class="definitions">
                <dt><span class="badge badge-human"><b>"人手翻訳"</b></span></dt>
                <dd>"人が訳した、または訂正した文です。氏名と日付を示します。"</dd>
                <dt><span class="badge badge-memory"><b>"翻訳メモリ"</b></span></dt>
                <dd>"承認済みの同じ文の訳です。「数値を置換」は、数値だけが異なる文の訳を用いたことを示します。"</dd>
                <dt><span class="badge badge-machine"><b>"機械翻訳"</b></span></dt>
                <dd>"翻訳エンジンによる訳です。エンジン名と日付を示します。人は確認していません。"</dd>
                <dt><span class="badge badge-built-in"><b>"定型"</b></span></dt>
                <dd>"見出しや「請求項1に記載の」のような決まった形の訳です。"</dd>
                <dt><span class="badge badge-none">"未翻訳"</span></dt>
                <dd>"日本語訳がない文です。用語集にある言葉には下線を引き、その上に日本語を示します。"</dd>
            </dl>
            <h2>"収録範囲についての注意"</h2>
            <ul>
                <li>"国・地域によって、提供される内容と期間が大きく異なります。抄録しか提供されていない国の請求の範囲や明細書は検索できません。その場合は検索結果に注意を表示します。"</li>
                <li>"更新が止まっている国・地域があります。最新の状況は各官庁の公式データベースでご確認ください。"</li>
                <li>"国・地域ごとの件数、期間、要素収録率は"<a href="/coverage">"収録状況"</a>"で確認できます。"</li>
                <li>"「サンプル」とあるものは動作確認用に作成した文献で、実在の公報ではありません。"</li>
            </ul>
            <h2>"キー操作"</h2>
            <p>"検索結果から公報を開いたとき、「キー操作を使う」にチェックを入れると、J または → で次の公報、K または ← で前の公報に移動します。文字の入力中は働きません。"</p>
            <h2>"保存と印刷"</h2>
            <p>"検索結果はCSVで保存できます。ページのアドレスは検索条件をすべて含むため、そのまま保存・共有できます。公報のページは対訳のまま印刷できます。"</p>
        </article>
    }
    .into_any()
}

fn english() -> AnyView {
    view! {
        {titled(InterfaceLanguage::En, "Help")}
        <article class="help">
            <h1>"Help"</h1>
            <h2>"Searching by words"</h2>
            <ul>
                <li>"Search in Japanese, English or the language of the original. Japanese words are looked for in the Japanese and, by the termbase's renderings, in the originals. The renderings are shown above the results with their counts; each can be removed, or all of them turned off. What the termbase does not know is found by its own words only."</li>
                <li>"Words separated by spaces must all occur. “Any of these words” and “None of these words” are under “More conditions”."</li>
                <li>"Quotation marks or 「 」 search for the exact phrase: \"solid electrolyte\"."</li>
                <li>"Case and character width are ignored. Japanese and Chinese are searched by characters, Thai, Lao and Khmer by words, European languages with their inflected forms."</li>
                <li>"Where a document matched is shown in its title, abstract and goods. Words that are not found there are shown in its claims, or else in its description."</li>
            </ul>
            <h2>"Searching by number"</h2>
            <ul>
                <li>"A document number alone in the search field opens that document. Any usual spelling will do: WO 2022/259205, WO2022259205A1."</li>
                <li>"Publication, application and priority numbers are all known. A number that fits several documents leads to a choice."</li>
                <li>"A list of numbers can be pasted on the home page, one per line."</li>
            </ul>
            <h2>"Searching by class"</h2>
            <p>"IPC, CPC, Locarno, Nice and Vienna symbols at any level. H01M10 includes H01M 10/052 but not H01M 100/00. Classes do not depend on how words were translated."</p>
            <h2>"Marks and designs"</h2>
            <ul>
                <li>"Under “Marks and designs” you can search by what a mark reads, by words in goods and services, by Nice, Vienna and Locarno classes and by the kind of mark."</li>
                <li>"What a mark reads is looked for in transliterations too, where an office supplies them. “Contains it” looks within words, “is exactly it” compares the whole mark; both ignore spaces and signs."</li>
                <li>"Classes at any level: Nice 25, Locarno 06 or 14-03, Vienna 26, 26.4 or 26.4.2. Several classes of one classification are alternatives."</li>
                <li>"The status is that of the office's record. Where its words are known, their meaning is added; otherwise they are shown as they came. Check the office's register for the latest state."</li>
            </ul>
            <h2>"What the badges mean"</h2>
            <p>"Every Japanese sentence says who or what made it. Translations are for reference only; the original text prevails."</p>
            <dl class="definitions">
                <dt><span class="badge badge-human"><b>"Human translation"</b></span></dt>
                <dd>"Translated or corrected by a person, with name and date."</dd>
                <dt><span class="badge badge-memory"><b>"Translation memory"</b></span></dt>
                <dd>"An approved translation of the same sentence. “Numbers substituted” means that only its numbers differed."</dd>
                <dt><span class="badge badge-machine"><b>"Machine translation"</b></span></dt>
                <dd>"Made by an engine, with its name and the date. Nobody has checked it."</dd>
                <dt><span class="badge badge-built-in"><b>"Fixed phrase"</b></span></dt>
                <dd>"Headings and fixed formulas such as “according to claim 1”."</dd>
                <dt><span class="badge badge-none">"Not translated"</span></dt>
                <dd>"There is no Japanese. Known terms are underlined, with their Japanese above."</dd>
            </dl>
            <h2>"Coverage"</h2>
            <ul>
                <li>"What is supplied differs widely between offices. Where an office supplies abstracts only, its claims and descriptions cannot be searched; results say so."</li>
                <li>"Some offices no longer send updates. Check the office's own database for the latest state."</li>
                <li>"Counts, periods and fill rates are on the "<a href="/coverage">"coverage page"</a>"."</li>
                <li>"What is marked “Sample” was written for demonstration and is no real publication."</li>
            </ul>
            <h2>"Keyboard"</h2>
            <p>"In a document opened from results, tick “Use keys”: J or → goes to the next document, K or ← to the previous one. Typing in fields is never taken for a key."</p>
            <h2>"Saving and printing"</h2>
            <p>"Results can be saved as CSV. The address of a page holds the whole search and can be kept or shared. Documents print with both languages side by side."</p>
        </article>
    }
    .into_any()
}
