//! What a process that reads a figure tells the one that asked: a line of JSON for each page, the bytes of its two images behind it, and at
//! the end a line that says so.

use std::io::{self, Write};

use ::figures::{FigureError, Page, WebImage};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, AsyncReadExt as _};

/// Longest line.
const LINE: u64 = 16 * 1024;
/// Largest image. A web image of noise has some ten MiB.
const IMAGE: u64 = 64 * 1024 * 1024;

/// A line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Line {
    /// A page; its images follow.
    Page { number: u32, width: u32, height: u32, web: ImageLine, thumbnail: ImageLine },
    /// A page that cannot be shown.
    BrokenPage(Broken),
    /// All pages were read.
    End,
    /// The file cannot be read, or not to its end.
    BrokenFile(Broken),
}

#[derive(Serialize, Deserialize)]
struct ImageLine {
    media_type: String,
    width: u32,
    height: u32,
    bytes: u64,
}

#[derive(Serialize, Deserialize)]
struct Broken {
    code: String,
    page: Option<u32>,
    detail: String,
}

impl Broken {
    fn of(cause: &FigureError) -> Self {
        Self { code: cause.code.to_owned(), page: cause.page, detail: cause.detail.clone() }
    }

    fn error(self) -> io::Result<FigureError> {
        FigureError::from_code(&self.code, self.page, self.detail).ok_or_else(senseless)
    }
}

/// What was told.
pub(super) enum Told {
    /// A page, or why it cannot be shown.
    Page(Result<Page, FigureError>),
    /// How it ended.
    End(Result<(), FigureError>),
}

fn senseless() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "a senseless line")
}

fn write_line(to: &mut impl Write, line: &Line) -> io::Result<()> {
    serde_json::to_writer(&mut *to, line)?;
    to.write_all(b"\n")
}

/// Tells a page.
pub(super) fn write_page(to: &mut impl Write, page: &Result<Page, FigureError>) -> io::Result<()> {
    let image = |image: &WebImage| ImageLine {
        media_type: image.media_type.to_owned(),
        width: image.width,
        height: image.height,
        bytes: image.bytes.len() as u64,
    };
    match page {
        Ok(page) => {
            let (web, thumbnail) = (image(&page.web), image(&page.thumbnail));
            write_line(to, &Line::Page { number: page.number, width: page.width, height: page.height, web, thumbnail })?;
            to.write_all(&page.web.bytes)?;
            to.write_all(&page.thumbnail.bytes)?;
        }
        Err(cause) => write_line(to, &Line::BrokenPage(Broken::of(cause)))?,
    }
    to.flush()
}

/// Tells the end.
pub(super) fn write_end(to: &mut impl Write, end: Result<(), &FigureError>) -> io::Result<()> {
    match end {
        Ok(()) => write_line(to, &Line::End)?,
        Err(cause) => write_line(to, &Line::BrokenFile(Broken::of(cause)))?,
    }
    to.flush()
}

/// Reads what is told next. Whoever reads a hostile file is not believed more than is needed: sizes are bounded, types are those that are made.
pub(super) async fn read(from: &mut (impl AsyncBufRead + Unpin + Send)) -> io::Result<Told> {
    let mut line = Vec::new();
    (&mut *from).take(LINE).read_until(b'\n', &mut line).await?;
    if line.last() != Some(&b'\n') {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(match serde_json::from_slice(&line).map_err(|_| senseless())? {
        Line::Page { number, width, height, web, thumbnail } => {
            let web = read_image(from, web).await?;
            let thumbnail = read_image(from, thumbnail).await?;
            Told::Page(Ok(Page { number, width, height, web, thumbnail }))
        }
        Line::BrokenPage(broken) => Told::Page(Err(broken.error()?)),
        Line::End => Told::End(Ok(())),
        Line::BrokenFile(broken) => Told::End(Err(broken.error()?)),
    })
}

async fn read_image(from: &mut (impl AsyncBufRead + Unpin + Send), line: ImageLine) -> io::Result<WebImage> {
    let media_type = ["image/png", "image/jpeg"].into_iter().find(|known| *known == line.media_type).ok_or_else(senseless)?;
    if line.bytes > IMAGE {
        return Err(senseless());
    }
    let mut bytes = Vec::new();
    (&mut *from).take(line.bytes).read_to_end(&mut bytes).await?;
    if bytes.len() as u64 != line.bytes {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(WebImage { media_type, width: line.width, height: line.height, bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Page {
        let image = |byte: u8| WebImage { media_type: "image/png", width: 4, height: 3, bytes: vec![byte; 100] };
        Page { number: 2, width: 40, height: 30, web: image(b'\n'), thumbnail: image(7) }
    }

    #[tokio::test]
    async fn what_is_told_is_heard() {
        let broken = FigureError::from_code("image-corrupt", Some(3), "行".to_owned()).expect("a code");
        let mut written = Vec::new();
        write_page(&mut written, &Ok(page())).expect("memory takes everything");
        write_page(&mut written, &Err(broken.clone())).expect("memory takes everything");
        write_end(&mut written, Ok(())).expect("memory takes everything");
        let mut from = written.as_slice();
        assert!(matches!(read(&mut from).await, Ok(Told::Page(Ok(read))) if read == page()));
        assert!(matches!(read(&mut from).await, Ok(Told::Page(Err(read))) if read == broken));
        assert!(matches!(read(&mut from).await, Ok(Told::End(Ok(())))));
        assert!(read(&mut from).await.is_err(), "nothing more");
        for cut in [0, 1, 50, 250] {
            assert!(read(&mut &written[..cut]).await.is_err(), "{cut}");
        }
    }

    #[tokio::test]
    async fn what_makes_no_sense_is_refused() {
        let image = |bytes: &str, media_type: &str| format!(r#"{{"media_type":"{media_type}","width":1,"height":1,"bytes":{bytes}}}"#);
        let page = |web: &str| format!("{{\"page\":{{\"number\":1,\"width\":1,\"height\":1,\"web\":{web},\"thumbnail\":{web}}}}}\n");
        for line in [
            "\n".to_owned(),
            "[]\n".to_owned(),
            "{\"end\":1}\n".to_owned(),
            "{\"broken-file\":{\"code\":\"soul\",\"detail\":\"\"}}\n".to_owned(),
            page(&image("99999999999999", "image/png")),
            page(&image("0", "text/html")),
            "x".repeat(40_000),
        ] {
            assert!(read(&mut line.as_bytes()).await.is_err(), "{line}");
        }
        assert!(read(&mut page(&image("0", "image/png")).as_bytes()).await.is_ok());
    }
}
