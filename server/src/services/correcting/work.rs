//! Lists of publications in which something is to be done.

use app::services::{ServiceError, WorkAsked, WorkListKind, WorkPage, WorkPublication};
use publication::{Audience, TextPart};
use storage::{WorkList, WorkQuestion};

use super::super::{Portal, from_store};

/// Publications of a page.
const PAGE: usize = 50;

const fn list_of(kind: WorkListKind) -> WorkList {
    match kind {
        WorkListKind::Mine => WorkList::Mine,
        WorkListKind::ToDo => WorkList::ToDo,
        WorkListKind::Findings => WorkList::WithFindings,
        WorkListKind::Stale => WorkList::Stale,
        WorkListKind::Suggested => WorkList::Suggested,
        WorkListKind::Review => WorkList::ToReview,
        WorkListKind::SentBack => WorkList::SentBack,
    }
}

impl Portal {
    pub(super) async fn work_of(&self, asked: &WorkAsked, visitor: &app::Visitor, audience: Audience) -> Result<WorkPage, ServiceError> {
        let question = WorkQuestion {
            list: list_of(asked.list),
            account: visitor.account,
            office: asked.office,
            class: asked.class.clone(),
            after: asked.after,
            limit: PAGE + 1,
        };
        let mut rows = self.store.work(&question, audience).await.map_err(from_store)?;
        let more = rows.len() > PAGE;
        rows.truncate(PAGE);
        let next = rows.last().filter(|_| more).map(|row| row.place);
        // Where a part is kept back from whoever looks, how many of its sentences are in a list is kept back as well.
        if audience == Audience::Public {
            let mut open = Vec::with_capacity(rows.len());
            for row in rows {
                let withheld = self.store.provision_of(&row.publication).await.map_err(from_store)?;
                if withheld.is_some_and(|withheld| !TextPart::ALL.into_iter().any(|part| withheld.has(part.into()))) {
                    open.push(row);
                }
            }
            rows = open;
        }
        let ids: Vec<_> = rows.iter().map(|row| row.publication.clone()).collect();
        let summaries = self.summaries(&ids, audience).await?;
        let mut shown = Vec::with_capacity(rows.len());
        for summary in summaries {
            let Some(row) = rows.iter().find(|row| row.publication == summary.publication.id) else { continue };
            shown.push(WorkPublication { segments: row.segments, part: row.part, summary });
        }
        let mut offices: Vec<_> = self.holdings_of(audience).await?.iter().map(|holding| holding.office).collect();
        offices.dedup();
        Ok(WorkPage { rows: shown, next, offices })
    }
}
