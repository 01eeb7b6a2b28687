//! Figures: what can be shown of them, their files as they came, and the whole publication.

use std::collections::HashSet;

use app::services::{Breakage, FigurePage, FigureState, ImageSize, ListedFigure, PageImages, ServiceError, ShownFigure, WebImage};
use publication::{Audience, Figure, FigureKind, Publication, PublicationId};
use storage::{FigureImages, MadeImage, StorageError};

use super::{Portal, from_store};
use crate::{clock, media};

/// Figures of a publication that are looked at for the one image in a list.
const CANDIDATES: usize = 3;
/// Digits of a content's hash that tell it from any other in an address.
const VERSION: usize = 16;

/// A figure's file, as it came.
pub struct FigureFile {
    /// SHA-256 of the bytes, hexadecimal.
    pub content: String,
    /// What it is called.
    pub name: String,
    /// What the bytes are; `None` where they are of no known type.
    pub media_type: Option<&'static str>,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// An image that was made.
pub struct ImageFile {
    /// SHA-256 of the bytes, hexadecimal.
    pub content: String,
    /// `image/png`, `image/jpeg`.
    pub media_type: String,
}

/// What a whole publication is made of.
pub struct PackageContents {
    /// The record: its name and its bytes.
    pub record: (String, Vec<u8>),
    /// The files of the figures that were delivered: their names and their contents. No two have one name.
    pub files: Vec<(String, String)>,
}

impl Portal {
    /// What can be shown of a publication's figures, in its order.
    pub(super) async fn shown_figures(&self, publication: &Publication) -> Result<Vec<ShownFigure>, ServiceError> {
        let contents: Vec<String> = publication.figures.iter().filter_map(|figure| figure.content.clone()).collect();
        let found = self.store.figures(&contents).await.map_err(from_store)?;
        // Publications that were stored before there were images: theirs are asked for when somebody looks.
        let unknown: Vec<String> =
            contents.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(content, _)| content.clone()).collect();
        if !unknown.is_empty() {
            self.store.request_figures(&unknown, clock::now()).await.map_err(from_store)?;
        }
        let mut found = found.into_iter();
        let shown = publication.figures.iter().map(|figure| match figure.content {
            None => ShownFigure { state: FigureState::Missing, pages: Vec::new() },
            Some(_) => found.next().flatten().map_or(ShownFigure { state: FigureState::Waiting, pages: Vec::new() }, shown),
        });
        Ok(shown.collect())
    }

    /// The images that stand for publications in lists, in the order given.
    pub(super) async fn listed_figures(&self, publications: &[&Publication]) -> Result<Vec<Option<ListedFigure>>, ServiceError> {
        let candidates: Vec<Vec<(u32, &str)>> = publications.iter().map(|publication| candidates(publication)).collect();
        let contents: Vec<String> = candidates.iter().flatten().map(|(_, content)| (*content).to_owned()).collect();
        let mut found = self.store.figures(&contents).await.map_err(from_store)?.into_iter();
        let mut listed = Vec::with_capacity(candidates.len());
        for of_one in candidates {
            let mut first = None;
            for (figure, _) in of_one {
                let Some(images) = found.next().flatten() else { continue };
                let shown = shown(images);
                if first.is_none()
                    && let Some((page, images)) = shown.first()
                {
                    first = Some(ListedFigure { figure, page, thumbnail: images.thumbnail.clone() });
                }
            }
            listed.push(first);
        }
        Ok(listed)
    }

    /// A figure's file as it came, by its position from 1.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn figure_file(&self, id: &PublicationId, position: u32, audience: Audience) -> Result<Option<FigureFile>, StorageError> {
        let Some((figure, content)) = self.figure_of(id, position, audience).await? else { return Ok(None) };
        let Some(bytes) = self.store.blob(&content).await? else { return Ok(None) };
        Ok(Some(FigureFile { name: safe_name(&figure.file, position), media_type: media::media_type(&bytes), bytes, content }))
    }

    /// The image of a page of a figure, both by their positions from 1; its bytes are the blob of its content.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn page_image(
        &self,
        id: &PublicationId,
        position: u32,
        page: u32,
        size: ImageSize,
        audience: Audience,
    ) -> Result<Option<ImageFile>, StorageError> {
        let Some((_, content)) = self.figure_of(id, position, audience).await? else { return Ok(None) };
        let Some(images) = self.store.figures(&[content]).await?.pop().flatten() else { return Ok(None) };
        let page = images.pages.into_iter().find(|found| found.number == page).and_then(|page| page.images.ok());
        Ok(page.map(|images| {
            let MadeImage { content, media_type, .. } = match size {
                ImageSize::Web => images.web,
                ImageSize::Thumbnail => images.thumbnail,
            };
            ImageFile { content, media_type }
        }))
    }

    /// A figure, with the content of its file.
    async fn figure_of(&self, id: &PublicationId, position: u32, audience: Audience) -> Result<Option<(Figure, String)>, StorageError> {
        let Some(summary) = self.store.summaries(std::slice::from_ref(id), audience).await?.pop() else { return Ok(None) };
        let place = usize::try_from(position).ok().and_then(|position| position.checked_sub(1));
        let figure = place.and_then(|place| summary.publication.figures.into_iter().nth(place));
        Ok(figure.and_then(|figure| figure.content.clone().map(|content| (figure, content))))
    }

    /// What a whole publication is made of, as it came.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn package(&self, id: &PublicationId, audience: Audience) -> Result<Option<PackageContents>, StorageError> {
        let Some(summary) = self.store.summaries(std::slice::from_ref(id), audience).await?.pop() else { return Ok(None) };
        let Some((bytes, ending)) = self.original_file(id, audience).await? else { return Ok(None) };
        let record = (format!("{id}.{ending}"), bytes);
        let mut taken = HashSet::from([record.0.to_lowercase()]);
        let mut files = Vec::new();
        for (position, figure) in (1..).zip(&summary.publication.figures) {
            let Some(content) = &figure.content else { continue };
            // The same file is often named several times: by the abstract and among the drawings.
            let mut name = safe_name(&figure.file, position);
            if files.iter().any(|(known, of): &(String, String)| *known == name && of == content) {
                continue;
            }
            if !taken.insert(name.to_lowercase()) {
                name = format!("{position}-{name}");
                taken.insert(name.to_lowercase());
            }
            files.push((name, content.clone()));
        }
        Ok(Some(PackageContents { record, files }))
    }

    /// The bytes of a content, for what was found by a publication.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn blob(&self, content: &str) -> Result<Option<Vec<u8>>, StorageError> {
        self.store.blob(content).await
    }
}

/// What tells a content from any other in an address.
#[must_use]
pub fn version_of(content: &str) -> &str {
    content.get(..VERSION).unwrap_or(content)
}

/// The figures that say most, best first: the mark, a view of the design, the figure of the abstract, drawings.
fn candidates(publication: &Publication) -> Vec<(u32, &str)> {
    let rank = |kind: FigureKind| match kind {
        FigureKind::Mark => Some(0),
        FigureKind::DesignView => Some(1),
        FigureKind::Abstract => Some(2),
        FigureKind::Drawing => Some(3),
        FigureKind::Inline | FigureKind::Page => None,
    };
    let mut ranked: Vec<(u8, u32, &str)> = (1..)
        .zip(&publication.figures)
        .filter_map(|(position, figure)| Some((rank(figure.kind)?, position, figure.content.as_deref()?)))
        .collect();
    ranked.sort_unstable();
    ranked.into_iter().take(CANDIDATES).map(|(_, position, content)| (position, content)).collect()
}

fn shown(images: FigureImages) -> ShownFigure {
    let breakage = |breakage: storage::Breakage| Breakage { code: breakage.code, reason: breakage.reason };
    let image = |image: MadeImage| WebImage { width: image.width, height: image.height, version: version_of(&image.content).to_owned() };
    let state = match images.state {
        storage::FigureState::Waiting => FigureState::Waiting,
        storage::FigureState::Made => FigureState::Made,
        storage::FigureState::Broken(broken) => FigureState::Broken(breakage(broken)),
    };
    let page = |page: storage::FigurePage| FigurePage {
        number: page.number,
        images: page.images.map_err(breakage).map(|images| {
            let storage::PageImages { width, height, web, thumbnail } = images;
            PageImages { width, height, web: image(web), thumbnail: image(thumbnail) }
        }),
    };
    ShownFigure { state, pages: images.pages.into_iter().map(page).collect() }
}

/// The name of a file without its folders and without what no file system takes. What is left of a hostile name is a name.
fn safe_name(file: &str, position: u32) -> String {
    let last = file.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') && !is_invisible(*c))
        .take(120)
        .collect();
    let kept = kept.trim().trim_matches('.').trim();
    if kept.is_empty() { format!("figure-{position}") } else { kept.to_owned() }
}

/// Characters that turn the direction of a name, or hide in it.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_names() {
        for (file, name) in [
            ("imgf0001.tif", "imgf0001.tif"),
            ("pics/図1.png", "図1.png"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("../../etc/passwd", "passwd"),
            ("..", "figure-3"),
            ("a/", "figure-3"),
            ("fig\u{202E}gnp.exe", "figgnp.exe"),
            ("a\r\nb:c\".tif", "abc.tif"),
        ] {
            assert_eq!(safe_name(file, 3), name, "{file}");
        }
    }
}
