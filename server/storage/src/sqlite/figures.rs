//! Images of figures, by the content of their files.

use std::collections::{BTreeSet, HashMap};

use async_trait::async_trait;
use sqlx::{Row, SqliteConnection, sqlite::SqliteRow};
use time::OffsetDateTime;

use super::{
    SqliteStore,
    rows::{self, count, json_list, limit},
};
use crate::{Breakage, FigureImages, FigureJob, FigurePage, FigureRepository, FigureState, MadeImage, PageImages, StorageError};

/// Asks for images of files, within the caller's transaction.
pub(super) async fn request(connection: &mut SqliteConnection, contents: BTreeSet<String>, now: i64) -> Result<(), StorageError> {
    rows::insert(
        connection,
        "INSERT INTO figure (content, due)",
        2,
        "ON CONFLICT (content) DO NOTHING",
        contents.into_iter().collect(),
        |query, content| query.bind(content).bind(now),
    )
    .await?;
    Ok(())
}

/// What an image's name begins with in its columns.
#[derive(Clone, Copy)]
enum Columns {
    Web,
    Thumbnail,
}

impl Columns {
    const fn names(self) -> [&'static str; 4] {
        match self {
            Self::Web => ["web", "web_type", "web_width", "web_height"],
            Self::Thumbnail => ["thumbnail", "thumbnail_type", "thumbnail_width", "thumbnail_height"],
        }
    }

    fn read(self, row: &SqliteRow) -> Result<MadeImage, StorageError> {
        let [content, media_type, width, height] = self.names();
        Ok(MadeImage {
            content: row.try_get(content)?,
            media_type: row.try_get(media_type)?,
            width: row.try_get(width)?,
            height: row.try_get(height)?,
        })
    }
}

fn breakage(row: &SqliteRow) -> Result<Option<Breakage>, StorageError> {
    let code: Option<String> = row.try_get("code")?;
    let reason: Option<String> = row.try_get("reason")?;
    Ok(code.map(|code| Breakage { code, reason: reason.unwrap_or_default() }))
}

fn page_of(row: &SqliteRow) -> Result<FigurePage, StorageError> {
    let images = match breakage(row)? {
        Some(breakage) => Err(breakage),
        None => Ok(PageImages {
            width: row.try_get("width")?,
            height: row.try_get("height")?,
            web: Columns::Web.read(row)?,
            thumbnail: Columns::Thumbnail.read(row)?,
        }),
    };
    Ok(FigurePage { number: row.try_get("page")?, images })
}

#[async_trait]
impl FigureRepository for SqliteStore {
    async fn request_figures(&self, contents: &[String], now: OffsetDateTime) -> Result<(), StorageError> {
        if contents.is_empty() {
            return Ok(());
        }
        let mut transaction = self.begin().await?;
        request(&mut transaction, contents.iter().cloned().collect(), now.unix_timestamp()).await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn renew_figures(&self, maker: u32, now: OffsetDateTime) -> Result<u64, StorageError> {
        let renewed = sqlx::query(
            "UPDATE figure SET state = 'waiting', due = ?, leased_until = 0, attempts = 0, code = NULL, reason = NULL \
             WHERE state <> 'waiting' AND maker < ?",
        )
        .bind(now.unix_timestamp())
        .bind(maker)
        .execute(&self.writer)
        .await?;
        Ok(renewed.rows_affected())
    }

    async fn take_figures(&self, most: usize, lease: u32, now: OffsetDateTime) -> Result<Vec<FigureJob>, StorageError> {
        let now = now.unix_timestamp();
        // A look without the writer's lock first: most of the time there is nothing to do.
        let due: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM figure WHERE state = 'waiting' AND due <= ?1 AND leased_until <= ?1 LIMIT 1")
                .bind(now)
                .fetch_optional(&self.readers)
                .await?;
        if due.is_none() {
            return Ok(Vec::new());
        }
        let mut transaction = self.begin().await?;
        let found: Vec<(String, i64)> = sqlx::query_as(
            "SELECT content, attempts FROM figure WHERE state = 'waiting' AND due <= ?1 AND leased_until <= ?1 ORDER BY due, content LIMIT ?2",
        )
        .bind(now)
        .bind(limit(most))
        .fetch_all(&mut *transaction)
        .await?;
        sqlx::query("UPDATE figure SET leased_until = ?, attempts = attempts + 1 WHERE content IN (SELECT value FROM json_each(?))")
            .bind(now.saturating_add(i64::from(lease)))
            .bind(json_list(found.iter().map(|(content, _)| content))?)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(found
            .into_iter()
            .map(|(content, attempts)| FigureJob { content, attempts: u32::try_from(attempts).unwrap_or(u32::MAX) })
            .collect())
    }

    async fn keep_figure(&self, content: &str, images: FigureImages, maker: u32) -> Result<(), StorageError> {
        let (state, breakage) = match images.state {
            FigureState::Made => ("made", None),
            FigureState::Broken(breakage) => ("broken", Some(breakage)),
            FigureState::Waiting => return Err(StorageError::Failed("a figure that waits is not kept".to_owned())),
        };
        let (code, reason) = breakage.map(|breakage| (breakage.code, breakage.reason)).unzip();
        let mut transaction = self.begin().await?;
        sqlx::query(
            "INSERT INTO figure (content, state, maker, due, code, reason) VALUES (?, ?, ?, 0, ?, ?) \
             ON CONFLICT (content) DO UPDATE SET state = excluded.state, maker = excluded.maker, leased_until = 0, attempts = 0, \
             code = excluded.code, reason = excluded.reason",
        )
        .bind(content)
        .bind(state)
        .bind(maker)
        .bind(code)
        .bind(reason)
        .execute(&mut *transaction)
        .await?;
        sqlx::query("DELETE FROM figure_page WHERE content = ?").bind(content).execute(&mut *transaction).await?;
        rows::insert(
            &mut transaction,
            "INSERT INTO figure_page (content, page, width, height, web, web_type, web_width, web_height, thumbnail, thumbnail_type, \
             thumbnail_width, thumbnail_height, code, reason)",
            14,
            "",
            images.pages,
            |query, page| {
                let query = query.bind(content.to_owned()).bind(page.number);
                let (shown, broken) = match page.images {
                    Ok(shown) => (Some(shown), None),
                    Err(broken) => (None, Some(broken)),
                };
                let (width, height) = shown.as_ref().map_or((0, 0), |shown| (shown.width, shown.height));
                let (web, thumbnail) = shown.map(|shown| (shown.web, shown.thumbnail)).unzip();
                let query = bind_image(bind_image(query.bind(width).bind(height), web), thumbnail);
                let (code, reason) = broken.map(|broken| (broken.code, broken.reason)).unzip();
                query.bind(code).bind(reason)
            },
        )
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    async fn retry_figure(&self, content: &str, at: OffsetDateTime) -> Result<(), StorageError> {
        sqlx::query("UPDATE figure SET due = ?, leased_until = 0 WHERE content = ? AND state = 'waiting'")
            .bind(at.unix_timestamp())
            .bind(content)
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn figures(&self, contents: &[String]) -> Result<Vec<Option<FigureImages>>, StorageError> {
        if contents.is_empty() {
            return Ok(Vec::new());
        }
        let asked = json_list(contents)?;
        // One transaction, so that a file made between the two reads is not seen without its pages.
        let mut reading = self.readers.begin().await?;
        let files = sqlx::query("SELECT content, state, code, reason FROM figure WHERE content IN (SELECT value FROM json_each(?))")
            .bind(&asked)
            .fetch_all(&mut *reading)
            .await?;
        let pages = sqlx::query("SELECT * FROM figure_page WHERE content IN (SELECT value FROM json_each(?)) ORDER BY content, page")
            .bind(&asked)
            .fetch_all(&mut *reading)
            .await?;
        reading.commit().await?;
        let mut found = HashMap::with_capacity(files.len());
        for row in files {
            let state: String = row.try_get("state")?;
            let state = match (state.as_str(), breakage(&row)?) {
                ("waiting", _) => FigureState::Waiting,
                ("made", _) => FigureState::Made,
                ("broken", Some(breakage)) => FigureState::Broken(breakage),
                (other, _) => return Err(StorageError::Corrupt(format!("a figure's state: {other:?}"))),
            };
            let content: String = row.try_get("content")?;
            found.insert(content, FigureImages { state, pages: Vec::new() });
        }
        for row in pages {
            let content: String = row.try_get("content")?;
            if let Some(images) = found.get_mut(&content) {
                images.pages.push(page_of(&row)?);
            }
        }
        Ok(contents.iter().map(|content| found.get(content).cloned()).collect())
    }

    async fn figures_waiting(&self) -> Result<u64, StorageError> {
        Ok(count(sqlx::query_scalar("SELECT count(*) FROM figure WHERE state = 'waiting'").fetch_one(&self.readers).await?))
    }
}

fn bind_image(query: rows::Bound<'_>, image: Option<MadeImage>) -> rows::Bound<'_> {
    match image {
        Some(image) => query.bind(Some(image.content)).bind(Some(image.media_type)).bind(Some(image.width)).bind(Some(image.height)),
        None => query.bind(None::<String>).bind(None::<String>).bind(None::<u32>).bind(None::<u32>),
    }
}
