//! Figures, in every state that they can be in.

use app::services::{Breakage, FigurePage, FigureState, PageImages, ShownFigure};
use publication::Publication;

use super::pieces::web_image;

pub fn page(number: u32) -> FigurePage {
    let images = PageImages { width: 2480, height: 3508, web: web_image(1600, 2263, "3"), thumbnail: web_image(226, 320, "4") };
    FigurePage { number, images: Ok(images) }
}

pub fn breakage(code: &str, reason: &str) -> Breakage {
    Breakage { code: code.to_owned(), reason: reason.to_owned() }
}

/// Figures in every state: one page, several of which one is broken, not delivered, waiting, of a type that is not read, a long PDF that is
/// damaged in the end.
pub fn shown_figures(publication: &Publication) -> Vec<ShownFigure> {
    let made = |pages: Vec<FigurePage>| ShownFigure { state: FigureState::Made, pages };
    if publication.figures.len() < 6 {
        let missing = || ShownFigure { state: FigureState::Missing, pages: Vec::new() };
        return publication.figures.iter().map(|figure| if figure.content.is_some() { made(vec![page(1)]) } else { missing() }).collect();
    }
    let cut = FigurePage {
        number: 2, images: Err(breakage("image-truncated", "2 ページ目: 画像が途中で切れています（ストリップ 1）。"))
    };
    let unknown = breakage("image-type-unknown", "対応していない種類の画像です（3C737667）。");
    let damaged = breakage("image-process-ended", "画像の変換が途中で止まりました（20 ページまで）。");
    vec![
        made(vec![page(1)]),
        made(vec![page(1), cut, page(3)]),
        ShownFigure { state: FigureState::Missing, pages: Vec::new() },
        ShownFigure { state: FigureState::Waiting, pages: Vec::new() },
        ShownFigure { state: FigureState::Broken(unknown), pages: Vec::new() },
        ShownFigure { state: FigureState::Broken(damaged), pages: (1..=20).map(page).collect() },
    ]
}
