//! Bibliographic data by B-codes (`SDOBI`): WIPO ST.32 with the EPO's own tags (`…EP`).

use publication::{
    ApplicationReference, Citation, Classification, ClassificationRank, ClassificationScheme, DocumentNumber, DocumentReference,
    LanguageTag, LegalEvent, LegalEventCategory, LocalizedText, OfficeCode, Party, Priority, Publication, PublishedDate, RelatedDocument,
};

use crate::{
    formats::{Context, Remarks, reference_office, st8},
    xml::{Xml, XmlResult},
};

use super::{citation, party};

/// The EPO's own office code: its SDOBI does not say of whom numbers without a code are.
const EP: &str = "EP";

/// What SDOBI holds, before the publication's identity is known.
#[derive(Default)]
pub(super) struct Bibliography {
    /// B110.
    pub(super) number: Option<String>,
    /// B130.
    pub(super) kind: Option<String>,
    /// B140.
    pub(super) date: Option<String>,
    /// B190.
    pub(super) office: Option<String>,
    kind_text: Option<String>,
    application_number: Option<String>,
    filing_date: Option<PublishedDate>,
    filing_language: Option<String>,
    language: Option<String>,
    priorities: Priorities,
    grant: Option<PublishedDate>,
    events: Vec<LegalEvent>,
    classifications: Vec<Classification>,
    titles: Vec<LocalizedText>,
    citations: Vec<Citation>,
    related: Vec<RelatedDocument>,
    parties: Vec<Party>,
    designated_states: Vec<String>,
}

/// B310, B320 and B330 follow one another without a common parent: they belong together by position.
#[derive(Default)]
struct Priorities {
    numbers: Vec<String>,
    dates: Vec<Option<PublishedDate>>,
    offices: Vec<Option<OfficeCode>>,
}

impl Priorities {
    fn paired(self) -> Vec<Priority> {
        let length = self.numbers.len().max(self.dates.len()).max(self.offices.len());
        let (mut numbers, mut dates, mut offices) = (self.numbers.into_iter(), self.dates.into_iter(), self.offices.into_iter());
        (0..length)
            .map(|_| {
                let office = offices.next().flatten();
                // XX of ST.3 is the unknown office.
                let read_for = office.or_else(|| "XX".parse().ok());
                let number = numbers.next().zip(read_for).and_then(|(text, office)| DocumentNumber::read(office, &text, None).ok());
                Priority { office, number, date: dates.next().flatten() }
            })
            .filter(|priority| priority.number.is_some() || priority.date.is_some())
            .collect()
    }
}

impl Bibliography {
    /// Reads the open `SDOBI`, or one of its groups: the codes are unique, so groups need not be told apart.
    pub(super) fn read(&mut self, xml: &mut Xml<'_>, remarks: &mut Remarks) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "B100"
                | "B200"
                | "B300"
                | "B400"
                | "B500"
                | "B600"
                | "B800"
                | "B120"
                | "B240"
                | "B510"
                | "B510EP"
                | "B520EP"
                | "B844EP"
                | "classifications-cpc"
                | "classifications-ipcr" => self.read(xml, remarks)?,
                "B110" => self.number = xml.some_text()?,
                "B121" => self.kind_text = xml.some_text()?,
                "B130" => self.kind = xml.some_text()?,
                "B140" => self.date = date_text(xml)?,
                "B190" => self.office = xml.some_text()?,
                "B210" => self.application_number = xml.some_text()?,
                "B220" => self.filing_date = date(xml, "B220", remarks)?,
                "B241" => self.event(xml, "B241", "Date of request for examination", Some(LegalEventCategory::D), Some("D11"), remarks)?,
                "B242" => self.event(
                    xml,
                    "B242",
                    "Date of despatch of the first examination report",
                    Some(LegalEventCategory::D),
                    Some("D15"),
                    remarks,
                )?,
                "B243" => self.event(xml, "B243", "Date of maintenance as amended", None, None, remarks)?,
                "B250" => self.filing_language = xml.some_text()?,
                "B260" => self.language = xml.some_text()?,
                "B310" => self.priorities.numbers.push(xml.text()?),
                "B320" => self.priorities.dates.push(date(xml, "B320", remarks)?),
                "B330" => {
                    let code = xml.text()?;
                    self.priorities.offices.push(code.parse().ok());
                }
                "B430" => self.event(xml, "B430", "Publication of the application", Some(LegalEventCategory::Q), Some("Q12"), remarks)?,
                "B450" => {
                    self.event(xml, "B450", "Mention of the grant of the patent", Some(LegalEventCategory::F), None, remarks)?;
                    self.grant =
                        self.events.last().filter(|event| event.code.as_deref() == Some("B450")).and_then(|event| event.date.clone());
                }
                "B477" => {
                    self.event(xml, "B477", "Publication of the amended specification", Some(LegalEventCategory::Q), None, remarks)?
                }
                "B880" => self.event(xml, "B880", "Publication of the search report", Some(LegalEventCategory::Q), None, remarks)?,
                "B472" | "B475" => self.lapses(xml, remarks)?,
                "B511" => self.edition(xml, Some(ClassificationRank::First), None, remarks)?,
                "B512" => self.edition(xml, Some(ClassificationRank::Later), None, remarks)?,
                "B513" | "B514" | "B517EP" => self.edition(xml, None, Some(false), remarks)?,
                "classification-ipcr" => self.fixed_width(xml, ClassificationScheme::Ipc, remarks)?,
                "classification-cpc" => self.fixed_width(xml, ClassificationScheme::Cpc, remarks)?,
                "B520" => self.national(xml)?,
                "B540" => self.titles(xml)?,
                "B560" => citation::read_b560(xml, &mut self.citations, remarks)?,
                "B610" | "B620" | "B620EP" | "B630" | "B640" | "B645" | "B645EP" | "B650" | "B655" | "B660" | "B670" | "B680" => {
                    let relation = tag.name()[1..3].to_owned();
                    self.related(xml, &relation, remarks)?;
                }
                "B700" => party::read_b700(xml, &mut self.parties)?,
                "B840" => {
                    while let Some(tag) = xml.child()? {
                        if tag.name() == "ctry" {
                            self.designated_states.extend(xml.some_text()?);
                        } else {
                            xml.skip()?;
                        }
                    }
                }
                "B860" => self.related(xml, "86", remarks)?,
                "B870" => self.related(xml, "87", remarks)?,
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    /// An event of a dated B-code. The words are the code's meaning in ST.32; where ST.27 has exactly this event, its code stands beside.
    fn event(
        &mut self,
        xml: &mut Xml<'_>,
        code: &str,
        words: &str,
        category: Option<LegalEventCategory>,
        detailed: Option<&str>,
        remarks: &mut Remarks,
    ) -> XmlResult<()> {
        if let Some(date) = date(xml, code, remarks)? {
            self.push_event(code, words, Some(date), EP.parse().ok(), category, detailed);
        }
        Ok(())
    }

    fn push_event(
        &mut self,
        code: &str,
        words: &str,
        date: Option<PublishedDate>,
        office: Option<OfficeCode>,
        category: Option<LegalEventCategory>,
        detailed: Option<&str>,
    ) {
        self.events.push(LegalEvent {
            date,
            office,
            code: Some(code.to_owned()),
            description: words.to_owned(),
            language: LanguageTag::from_office("en"),
            category,
            detailed_event: detailed.map(str::to_owned),
            change: None,
        });
    }

    /// B472: in which states the patent lapsed, and when; dates and states in turn.
    fn lapses(&mut self, xml: &mut Xml<'_>, remarks: &mut Remarks) -> XmlResult<()> {
        let mut lapsed = None;
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "B475" => self.lapses(xml, remarks)?,
                "date" => lapsed = remarks.date("B475", &xml.text()?),
                "ctry" => {
                    let state = xml.text()?.parse().ok();
                    self.push_event("B475", "Date of lapse of the patent", lapsed.take(), state, Some(LegalEventCategory::H), None);
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    fn edition(
        &mut self,
        xml: &mut Xml<'_>,
        rank: Option<ClassificationRank>,
        inventive: Option<bool>,
        remarks: &mut Remarks,
    ) -> XmlResult<()> {
        if let Some(mut class) = st8::edition_notation(&xml.text()?, None, "B510", remarks) {
            class.rank = rank;
            class.inventive = inventive;
            self.classifications.push(class);
        }
        Ok(())
    }

    fn fixed_width(&mut self, xml: &mut Xml<'_>, scheme: ClassificationScheme, remarks: &mut Remarks) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            if tag.name() == "text" {
                let text = xml.verbatim()?;
                self.classifications.extend(st8::fixed_width(scheme, &text, "classification/text", remarks));
            } else {
                xml.skip()?;
            }
        }
        Ok(())
    }

    /// B520: classes of a state's own scheme (B521, B522), the state in B527.
    fn national(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        let from = self.classifications.len();
        let mut state = None;
        while let Some(tag) = xml.child()? {
            let rank = match tag.name() {
                "B521" => ClassificationRank::First,
                "B522" => ClassificationRank::Later,
                "B527" => {
                    state = xml.some_text()?;
                    continue;
                }
                _ => {
                    xml.skip()?;
                    continue;
                }
            };
            if let Some(symbol) = xml.some_text()? {
                self.classifications.push(Classification {
                    scheme: ClassificationScheme::National,
                    national_scheme: None,
                    as_published: symbol.clone(),
                    symbol,
                    version: None,
                    rank: Some(rank),
                    inventive: None,
                    office: None,
                });
            }
        }
        for class in &mut self.classifications[from..] {
            class.office = state.as_deref().and_then(|code| code.parse().ok());
        }
        Ok(())
    }

    /// B540: a language (B541) before each title (B542).
    fn titles(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        let mut language = LanguageTag::undetermined();
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "B541" => language = LanguageTag::from_office(&xml.text()?),
                "B542" => {
                    if let Some(text) = xml.some_text()? {
                        self.titles.push(LocalizedText { language: language.clone(), text });
                    }
                }
                _ => xml.skip()?,
            }
        }
        Ok(())
    }

    /// A related document: numbers of its application (`anum`) and publication (`pnum`), at whatever depth; the publication's is its number.
    fn related(&mut self, xml: &mut Xml<'_>, relation: &str, remarks: &mut Remarks) -> XmlResult<()> {
        let (mut application, mut publication, mut when) = (None, None, None);
        let mut depth = 0_u32;
        loop {
            let Some(tag) = xml.child()? else {
                if depth == 0 {
                    break;
                }
                depth -= 1;
                continue;
            };
            match tag.name() {
                "anum" => application = xml.some_text()?,
                "pnum" => publication = xml.some_text()?,
                "date" => when = remarks.date(relation, &xml.text()?).or(when),
                "parent" | "pdoc" | "cdoc" | "dnum" | "B861" | "B871" | "child" => depth += 1,
                _ => xml.skip()?,
            }
        }
        let as_published = match (&publication, &application) {
            (Some(publication), Some(application)) => format!("{application} / {publication}"),
            (Some(only), None) | (None, Some(only)) => only.clone(),
            (None, None) => return Ok(()),
        };
        let (office, number) = reference_office(publication.as_deref().or(application.as_deref()).unwrap_or_default());
        let office = office.or_else(|| EP.parse().ok());
        let number = office.and_then(|office| DocumentNumber::read(office, number, None).ok());
        let document = DocumentReference { office, number, kind: None, date: when, as_published };
        self.related.push(RelatedDocument { relation: relation.to_owned(), document });
        Ok(())
    }

    /// Puts everything where it belongs.
    pub(super) fn put_into(self, publication: &mut Publication, context: &Context<'_>) {
        let office = publication.id.office();
        publication.kind_text = self.kind_text;
        if let Some(language) = self.language.as_deref().map(LanguageTag::from_office) {
            publication.language = Some(language);
        }
        if publication.language.is_none() {
            publication.language = context.settings.language.clone();
        }
        publication.filing_language = self.filing_language.as_deref().map(LanguageTag::from_office);
        publication.registration_date =
            self.grant.filter(|grant| publication.publication_date.as_ref().is_none_or(|published| published.iso != grant.iso));
        if self.application_number.is_some() || self.filing_date.is_some() {
            let number = self.application_number.and_then(|number| DocumentNumber::read(office, &number, None).ok());
            publication.application = Some(ApplicationReference { office: Some(office), number, date: self.filing_date });
        }
        publication.priorities = self.priorities.paired();
        publication.titles = self.titles;
        publication.classifications = self.classifications;
        publication.citations = self.citations;
        publication.related = self.related;
        publication.parties = self.parties;
        publication.designated_states = self.designated_states;
        publication.legal_events = self.events;
        // Stable: events of one day keep the order of their codes.
        publication.legal_events.sort_by_key(|event| event.date.as_ref().and_then(|date| date.iso));
    }
}

/// The text of a `date` within the open element, or the element's own.
fn date_text(xml: &mut Xml<'_>) -> XmlResult<Option<String>> {
    let mut found = None;
    while let Some(tag) = xml.child()? {
        if tag.name() == "date" {
            found = xml.some_text()?;
        } else {
            xml.skip()?;
        }
    }
    Ok(found)
}

fn date(xml: &mut Xml<'_>, place: &str, remarks: &mut Remarks) -> XmlResult<Option<PublishedDate>> {
    Ok(date_text(xml)?.and_then(|text| remarks.date(place, &text)))
}
