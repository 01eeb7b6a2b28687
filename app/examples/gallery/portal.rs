//! Made-up answers: every state that a page can be in, without a store or an engine behind.

#[path = "figures.rs"]
mod figures;
#[path = "held.rs"]
mod held;
#[path = "hits.rs"]
mod hits;
#[path = "patents.rs"]
mod patents;
#[path = "pieces.rs"]
mod pieces;
#[path = "registers.rs"]
mod registers;
#[path = "texts.rs"]
mod texts;

use app::services::{
    AskedPart, CoverageMeter, DocumentPage, ExchangeStanding, Neighbours, NumberAnswer, OfficeHolding, ParallelText, PortalServices,
    PublicationSummary, SearchOutcome, ServiceError, VersionInfo,
};
use async_trait::async_trait;
use index_config::SearchParams;
use publication::{Audience, LanguageTag, PublicationId, Right, TextPart};
use translator::SegmentKind;

use self::{
    figures::shown_figures,
    held::{exchanges, holding},
    hits::results,
    patents::{chinese, malaysian, saudi, thai},
    pieces::{block, day, memory, parallel, segment},
    texts::{chinese_description, saudi_abstract, thai_claims},
};

/// Answers by what is asked: words choose the state (`nothing`, `fail`, `many` …), ids choose the document.
pub struct MadeUpPortal;

fn all() -> Vec<PublicationSummary> {
    vec![thai(), saudi(), malaysian(), registers::mark(), chinese(), registers::design(), registers::arabic_mark(), registers::bare_mark()]
}

#[async_trait]
impl PortalServices for MadeUpPortal {
    async fn holdings(&self, _: Audience) -> Result<Vec<OfficeHolding>, ServiceError> {
        Ok(vec![
            holding("TH", Right::Patent, 2410, "2026-10-15", true),
            holding("TH", Right::Trademark, 310, "2026-11-01", true),
            holding("VN", Right::Patent, 1200, "2026-09-30", true),
            holding("ID", Right::Patent, 640, "2026-08-30", true),
            holding("MY", Right::Patent, 512, "2026-08-01", true),
            holding("PH", Right::UtilityModel, 44, "2026-08-01", true),
            holding("SG", Right::Patent, 88, "2015-12-30", true),
            holding("CN", Right::UtilityModel, 12_403, "2026-11-10", false),
            holding("KR", Right::Design, 140, "2026-11-10", true),
            holding("SA", Right::Patent, 88, "2024-06-04", true),
            holding("DE", Right::Patent, 71, "2026-06-04", true),
            holding("RU", Right::Patent, 60, "2026-06-04", true),
            holding("US", Right::Trademark, 120, "2026-06-04", true),
            holding("EP", Right::Patent, 92, "2026-06-04", true),
        ])
    }

    async fn exchanges(&self, _: Audience) -> Result<Vec<ExchangeStanding>, ServiceError> {
        Ok(exchanges())
    }

    async fn search(&self, params: &SearchParams, _: Audience) -> Result<SearchOutcome, ServiceError> {
        match params.all.as_str() {
            "fail" => return Err(ServiceError::SearchUnavailable),
            "wrong" => return Err(ServiceError::BadRequest("class=???".to_owned())),
            "broken" => return Err(ServiceError::Internal("01JD2K3M4N".to_owned())),
            "TH 0901001234 A" => return Ok(SearchOutcome::Document(thai().publication.id)),
            _ => {}
        }
        if !params.number.is_empty() {
            let answers = params
                .number
                .lines()
                .map(|given| NumberAnswer {
                    given: given.to_owned(),
                    found: all().into_iter().filter(|known| given.contains(known.publication.id.number())).collect(),
                })
                .collect();
            return Ok(SearchOutcome::Numbers(answers));
        }
        Ok(SearchOutcome::Results(Box::new(results(params))))
    }

    async fn neighbours(&self, _: &SearchParams, position: u64, _: Audience) -> Result<Neighbours, ServiceError> {
        Ok(Neighbours { position, total: 12_403, previous: Some(saudi().publication.id), next: Some(chinese().publication.id) })
    }

    async fn document(
        &self,
        id: &PublicationId,
        asked: Option<&AskedPart>,
        audience: Audience,
    ) -> Result<Option<(DocumentPage, Option<ParallelText>)>, ServiceError> {
        let Some(summary) = all().into_iter().find(|known| known.publication.id == *id) else { return Ok(None) };
        let thai = id.office().as_str() == "TH";
        let text = match asked {
            Some(asked) => self.parallel(id, asked.part, asked.language.as_ref(), audience).await?,
            None => None,
        };
        let page = DocumentPage {
            field_texts: registers::field_texts(id),
            figures: shown_figures(&summary.publication),
            family: if thai { vec![chinese()] } else { Vec::new() },
            cited: if thai { vec![(0, saudi().publication.id)] } else { Vec::new() },
            versions: vec![
                VersionInfo { version: 2, stored: day("2026-10-01"), file: "2026Q3.zip!/docs/record.xml".to_owned() },
                VersionInfo { version: 1, stored: day("2026-07-01"), file: "2026Q2.zip!/docs/record.xml".to_owned() },
            ],
            meter: CoverageMeter { human: 120, memory: 1800, machine: 900, built_in: 140, none: 2040 },
            delivered: Some(day("2026-10-01")),
            engine: thai.then(|| "openai-compatible".to_owned()),
            summary,
        };
        Ok(Some((page, text)))
    }

    async fn parallel(
        &self,
        id: &PublicationId,
        part: TextPart,
        _: Option<&LanguageTag>,
        _: Audience,
    ) -> Result<Option<ParallelText>, ServiceError> {
        Ok(match (id.office().as_str(), part) {
            ("TH", TextPart::Claims) => Some(thai_claims()),
            ("SA", TextPart::Abstract) => Some(saudi_abstract()),
            ("CN", TextPart::Description) => Some(chinese_description()),
            ("US", TextPart::Goods) => Some(parallel(
                TextPart::Goods,
                "en",
                vec![block("goods-9", Some("9"), &[], vec![segment(SegmentKind::Goods, "Batteries, electric", Some(memory("電池")), &[])])],
                CoverageMeter { memory: 19, ..CoverageMeter::default() },
            )),
            _ => None,
        })
    }

    async fn request_translation(&self, _: &PublicationId, _: TextPart, _: Audience) -> Result<(), ServiceError> {
        Ok(())
    }

    async fn original(&self, _: &PublicationId, _: usize, _: Audience) -> Result<Option<(String, bool)>, ServiceError> {
        Ok(Some((
            "<?xml version=\"1.0\"?>\n<ep-patent-document lang=\"en\">\n  <B110>0901001234</B110>\n</ep-patent-document>".to_owned(),
            true,
        )))
    }

    async fn candidates(&self, number: &str, _: Audience) -> Result<Vec<PublicationSummary>, ServiceError> {
        Ok(all().into_iter().filter(|known| number.contains(known.publication.id.number())).collect())
    }
}
