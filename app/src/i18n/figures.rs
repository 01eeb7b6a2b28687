//! Figures.

use super::messages;

messages! {
    /// Figures and their viewer.
    FigureText {
        figure: "図", "Figure";
        representative: "代表図", "Representative drawing";
        missing: "提供されたデータに画像ファイルが含まれていません。", "The image file was not among the files delivered.";
        waiting: "表示用の画像を準備しています。", "The image for display is being prepared.";
        waiting_hint: "しばらくしてから画面を更新してください。原本はすぐにご覧になれます。", "Please reload in a while. The original file is available now.";
        broken: "この画像は表示できません。", "This image cannot be shown.";
        broken_rest: "このファイルは途中から表示できません。", "The rest of this file cannot be shown.";
        code: "理由コード", "Reason code";
        file: "ファイル", "File";
        kind: "種類", "Kind";
        size: "大きさ", "Size";
        pixels: "{w}×{h} 画素", "{w} × {h} pixels";
        pages: "{n}ページ", "{n} pages";
        page_of: "{n}/{total}ページ", "Page {n} of {total}";
        page_list: "ページ", "Pages";
        figure_list: "図の一覧", "All figures";
        back: "図の一覧に戻る", "Back to all figures";
        navigation: "前後の図とページ", "Figures and pages before and after";
        previous_figure: "前の図", "Previous figure";
        next_figure: "次の図", "Next figure";
        previous_page: "前のページ", "Previous page";
        next_page: "次のページ", "Next page";
        larger: "画像だけを開く", "Open the image alone";
        original: "原本の画像", "Original image";
        original_download: "原本の画像をダウンロード", "Download the original image";
        original_pdf: "原本のPDFを開く", "Open the original PDF";
        viewer: "図の表示", "Figure";
        zoom_in: "拡大", "Zoom in";
        zoom_out: "縮小", "Zoom out";
        reset: "元に戻す", "Reset";
        rotate_left: "左に回転", "Rotate left";
        rotate_right: "右に回転", "Rotate right";
        keys: "← → で前後のページと図、Shift を押しながらで前後の図、Esc で一覧へ移ります。画像を選ぶと、＋ − で拡大・縮小、R で回転、0 で元に戻ります。拡大中はドラッグで動かせます。",
            "← → go to the page or figure before and after, with Shift to the figure, Esc to all figures. With the image selected, + and − zoom, R rotates, 0 resets. Drag to move an enlarged image.";
        beside: "図面を横に表示", "Show drawings beside the text";
        beside_close: "図面を閉じる", "Hide the drawings";
        beside_none: "表示できる図面がありません。", "There are no drawings to show.";
        with_claims: "請求の範囲と並べて読む", "Read beside the claims";
        with_description: "明細書と並べて読む", "Read beside the description";
        files: "図面のファイル(受領したまま)", "Image files as received";
        media_type: "形式", "Format";
        package: "公報一式をダウンロード (zip)", "Download the whole publication (zip)";
        package_hint: "受領した記録と図面のファイルを、受領したままの内容で一つにまとめたものです。", "The record and its image files in one archive, exactly as received.";
    }
}
