//! Captions of figures: `FIG. 1 is a perspective view of …` where `…` is a term.

use crate::{Language, claims::starts_with_folded, number::digit, terms::Termbase};

/// How a language writes captions. All in lower case; texts are compared without regard to it.
struct Frame {
    /// "Figure", as it stands before the number.
    figure: &'static [&'static str],
    /// After the number: "is a", "shows".
    verb: &'static [&'static str],
    /// Kinds of view and their Japanese. With `before` the term comes first (`图1是装置的立体图`).
    views: &'static [(&'static str, &'static str)],
    /// Between view and term: "of the".
    of: &'static [&'static str],
    /// Whether the term stands before the view.
    term_first: bool,
}

const ENGLISH: Frame = Frame {
    figure: &["fig.", "fig", "figure"],
    verb: &["is a", "is an", "is the", "shows a", "shows an", "illustrates a", "illustrates an", "depicts a"],
    views: &[
        ("perspective view", "斜視図"),
        ("front view", "正面図"),
        ("side view", "側面図"),
        ("plan view", "平面図"),
        ("top view", "上面図"),
        ("bottom view", "底面図"),
        ("rear view", "背面図"),
        ("cross-sectional view", "断面図"),
        ("cross sectional view", "断面図"),
        ("sectional view", "断面図"),
        ("cross-section", "断面図"),
        ("longitudinal sectional view", "縦断面図"),
        ("exploded perspective view", "分解斜視図"),
        ("exploded view", "分解図"),
        ("block diagram", "ブロック図"),
        ("circuit diagram", "回路図"),
        ("flowchart", "フローチャート"),
        ("flow chart", "フローチャート"),
        ("schematic view", "模式図"),
        ("schematic diagram", "概略図"),
        ("schematic cross-sectional view", "模式断面図"),
        ("timing chart", "タイミングチャート"),
        ("enlarged view", "拡大図"),
        ("diagram", "図"),
        ("view", "図"),
    ],
    of: &["of a", "of an", "of the", "of"],
    term_first: false,
};

const CHINESE: Frame = Frame {
    figure: &["图", "圖"],
    verb: &["是本发明的", "为本发明的", "是本發明的", "是", "为", "為", "係"],
    views: &[
        ("的立体图", "斜視図"),
        ("的主视图", "正面図"),
        ("的侧视图", "側面図"),
        ("的俯视图", "平面図"),
        ("的剖视图", "断面図"),
        ("的截面图", "断面図"),
        ("的结构示意图", "構造概略図"),
        ("的示意图", "概略図"),
        ("的框图", "ブロック図"),
        ("的流程图", "フローチャート"),
        ("的电路图", "回路図"),
        ("的分解图", "分解図"),
        ("的立體圖", "斜視図"),
        ("的剖面圖", "断面図"),
        ("的示意圖", "概略図"),
        ("的方塊圖", "ブロック図"),
        ("的流程圖", "フローチャート"),
        ("之立體圖", "斜視図"),
        ("之剖面圖", "断面図"),
        ("之示意圖", "概略図"),
    ],
    of: &[""],
    term_first: true,
};

const GERMAN: Frame = Frame {
    figure: &["fig.", "fig", "figur"],
    verb: &["ist eine", "zeigt eine", "zeigt ein", "ist ein"],
    views: &[
        ("perspektivische ansicht", "斜視図"),
        ("perspektivansicht", "斜視図"),
        ("vorderansicht", "正面図"),
        ("seitenansicht", "側面図"),
        ("draufsicht", "平面図"),
        ("schnittansicht", "断面図"),
        ("querschnittsansicht", "断面図"),
        ("explosionsansicht", "分解図"),
        ("blockdiagramm", "ブロック図"),
        ("blockschaltbild", "ブロック図"),
        ("flussdiagramm", "フローチャート"),
        ("ablaufdiagramm", "フローチャート"),
    ],
    of: &["einer", "eines", "der", "des"],
    term_first: false,
};

const FRENCH: Frame = Frame {
    figure: &["la figure", "la fig.", "fig.", "figure"],
    verb: &["est une", "est un", "représente une", "montre une"],
    views: &[
        ("vue en perspective", "斜視図"),
        ("vue de face", "正面図"),
        ("vue de côté", "側面図"),
        ("vue en coupe", "断面図"),
        ("vue de dessus", "上面図"),
        ("vue éclatée", "分解図"),
        ("schéma-bloc", "ブロック図"),
        ("organigramme", "フローチャート"),
    ],
    of: &["d'un", "d'une", "d’un", "d’une", "du", "de la", "de"],
    term_first: false,
};

const INDONESIAN: Frame = Frame {
    figure: &["gambar", "gbr."],
    verb: &["adalah", "menunjukkan", "merupakan"],
    views: &[
        ("pandangan perspektif", "斜視図"),
        ("pandangan depan", "正面図"),
        ("pandangan samping", "側面図"),
        ("pandangan atas", "上面図"),
        ("pandangan penampang", "断面図"),
        ("diagram blok", "ブロック図"),
        ("diagram alir", "フローチャート"),
    ],
    of: &["dari suatu", "dari", "suatu"],
    term_first: false,
};

const MALAY: Frame = Frame {
    figure: &["rajah"],
    verb: &["ialah", "adalah", "menunjukkan"],
    views: &[
        ("pandangan perspektif", "斜視図"),
        ("pandangan hadapan", "正面図"),
        ("pandangan sisi", "側面図"),
        ("pandangan keratan rentas", "断面図"),
        ("gambar rajah blok", "ブロック図"),
        ("carta alir", "フローチャート"),
    ],
    of: &["bagi suatu", "bagi sebuah", "bagi", "suatu"],
    term_first: false,
};

const VIETNAMESE: Frame = Frame {
    figure: &["hình", "fig.", "h."],
    verb: &["là", "thể hiện"],
    views: &[
        ("hình vẽ phối cảnh", "斜視図"),
        ("hình phối cảnh", "斜視図"),
        ("hình chiếu đứng", "正面図"),
        ("hình chiếu cạnh", "側面図"),
        ("hình chiếu bằng", "平面図"),
        ("hình vẽ mặt cắt", "断面図"),
        ("sơ đồ khối", "ブロック図"),
        ("lưu đồ", "フローチャート"),
    ],
    of: &["của", "thể hiện", "minh họa"],
    term_first: false,
};

fn frames(language: &Language) -> &'static [&'static Frame] {
    match language.primary() {
        "en" => &[&ENGLISH],
        "zh" => &[&CHINESE],
        "de" => &[&GERMAN],
        "fr" => &[&FRENCH],
        "id" => &[&INDONESIAN],
        "ms" => &[&MALAY],
        "vi" => &[&VIETNAMESE],
        _ => &[],
    }
}

/// The Japanese of a caption whose every part is known.
pub(super) fn translate(text: &str, language: &Language, terms: &Termbase) -> Option<String> {
    let text = text.trim_end_matches(['.', '。', ';', '；', ' ']);
    frames(language).iter().find_map(|frame| whole(text, frame, language, terms))
}

fn whole(text: &str, frame: &Frame, language: &Language, terms: &Termbase) -> Option<String> {
    let rest = after_any(text, frame.figure)?.trim_start();
    let end = rest.char_indices().find(|(_, c)| digit(*c).is_none()).map_or(rest.len(), |(at, _)| at);
    let number: String = rest[..end].chars().filter_map(digit).map(|d| char::from(b'0' + d)).collect();
    if number.is_empty() || number.len() > 4 {
        return None;
    }
    let mut rest = &rest[end..];
    let mut letter = String::new();
    // `FIG. 1A`: one letter, if no word follows it.
    if let Some(c) = rest.chars().next().filter(char::is_ascii_alphabetic)
        && !rest[1..].starts_with(|c: char| c.is_alphanumeric())
    {
        letter.push(c);
        rest = &rest[1..];
    }
    let rest = rest.trim_start();
    frame.verb.iter().filter_map(|verb| Some(rest[starts_with_folded(rest, verb)?..].trim_start())).find_map(|rest| {
        frame.views.iter().find_map(|(view, japanese_view)| {
            let term = if frame.term_first {
                rest.strip_suffix(view).and_then(|term| terms.whole(term, language))
            } else {
                let rest = rest[starts_with_folded(rest, view)?..].strip_prefix(' ')?;
                frame.of.iter().find_map(|of| terms.whole(rest[starts_with_folded(rest, of)?..].strip_prefix(' ')?, language))
            }?;
            Some(format!("図{number}{letter}は、{term}の{japanese_view}である。"))
        })
    })
}

fn after_any<'a>(text: &'a str, beginnings: &[&str]) -> Option<&'a str> {
    beginnings.iter().filter_map(|beginning| starts_with_folded(text, beginning)).max().map(|length| &text[length..])
}
