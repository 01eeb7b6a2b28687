//! One patent or utility model: `PatentUtilityInfo` of a search, `item` of a search by field, and `item` with sections about one application.

use publication::{
    Abstract, ClassificationScheme, Figure, FigureKind, KindCode, LanguageTag, LocalizedText, OfficeCode, PartyRole, Publication,
    RelatedDocument, Right,
};

use crate::{
    FormatName, Operation,
    formats::{
        Context, Draft, Drafts, Identity, Refusal, Remarks,
        fields::publication_date,
        register::{Parties, StatedParty, application, status_of},
        st8,
    },
    xml::XmlRecord,
};

use super::{
    Item, language, office,
    patent_numbers::{KoreanNumber, laid_open, registration, right_of},
    patent_sections::Sections,
};

/// Reads one patent or utility model.
pub(super) fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Drafts, Refusal> {
    let mut xml = record.open(context);
    xml.child()?;
    let sections = Sections::read(&mut xml)?;
    Ok(vec![draft(&sections, record.offset, context)])
}

/// A date without the time of midnight that some answers put behind it.
fn day(text: &str) -> &str {
    text.strip_suffix(" 00:00:00").unwrap_or(text).trim()
}

/// What an answer says of one document: its number as it came, what that means, and its date.
struct Stage<'i> {
    filed: &'i str,
    read: KoreanNumber,
    date: &'i str,
}

impl<'i> Stage<'i> {
    fn of(item: &'i Item, numbers: &[&str], dates: &[&str], read: fn(&str) -> KoreanNumber) -> Option<Self> {
        let filed = item.text(numbers)?;
        Some(Self { filed, read: read(filed), date: day(item.text(dates).unwrap_or_default()) })
    }
}

fn draft(sections: &Sections, offset: u64, context: &Context<'_>) -> Result<Draft, Refusal> {
    let office = office()?;
    let item = &sections.item;
    let mut remarks = Remarks::default();
    let filed = item.text(&["applicationnumber"]);
    let published = item.text(&["publicdate", "publicationdate"]).unwrap_or_default();
    let registered =
        Stage::of(item, &["registrationnumber", "registernumber"], &[], registration).map(|stage| Stage { date: day(published), ..stage });
    let opened = Stage::of(item, &["openingnumber", "opennumber"], &["openingdate", "opendate"], laid_open);
    // The document is the latest one: that of the right, else the application laid open, else the application itself.
    let latest = registered.as_ref().or(opened.as_ref());
    let right = latest.and_then(|stage| stage.read.right).or_else(|| filed.and_then(right_of)).or(context.settings.right);
    let identity = Identity {
        office,
        right: right.unwrap_or(Right::Patent),
        number: latest.map(|stage| stage.read.number.as_str()).or(filed).unwrap_or_default(),
        as_published: latest.map(|stage| stage.filed),
        kind: latest.map_or("", |stage| stage.read.kind),
    };
    let (id, number) = identity.read()?;
    let mut publication = Publication::new(id, number, context.source(FormatName::Kipris, offset));
    publication.sample = context.settings.sample;
    publication.language = Some(language());
    publication.publication_date = publication_date(latest.map_or("", |stage| stage.date), "publicDate", &mut remarks)?;
    publication.registration_date =
        item.text(&["registrationdate", "registerdate"]).and_then(|text| remarks.date("registrationDate", day(text)));
    publication.application = application(office, filed, item.text(&["applicationdate"]).map(day), &mut remarks);
    if let (Some(_), Some(opened)) = (&registered, &opened) {
        publication.related.push(earlier(office, opened, &mut remarks));
    }
    for (number, date) in
        [("publicnumber", "publicdate"), ("publicationnumber", "publicationdate"), ("originalapplicationnumber", "originalapplicationdate")]
    {
        publication.related.extend(item.related(office, number, date, &mut remarks));
    }
    publication.status = item.owned(&["registrationstatus", "registerstatus", "applicationstatus"]);
    publication.register_status = publication.status.as_deref().and_then(|status| status_of(office, status));
    if let (Some(status), None) = (&publication.status, publication.register_status) {
        remarks.add("status-unknown", "registrationStatus", status);
    }
    for (names, language) in
        [(["inventionname", "inventiontitle"], language()), (["inventiontitleeng", "inventionnameeng"], LanguageTag::from_office("en"))]
    {
        publication.titles.extend(item.owned(&names).map(|text| LocalizedText { language, text }));
    }
    let summary =
        item.owned(&["abstract", "astrtcont"]).or_else(|| sections.classes("abstractinfo", "astrtcont").next().map(str::to_owned));
    publication.abstracts.extend(summary.map(|text| Abstract { language: language(), paragraphs: vec![text], written_by: None }));
    classes(sections, &mut publication, &mut remarks);
    let image = item.owned(&["drawingpath", "bigdrawing", "largepath", "thumbnailpath", "drawing", "path"]);
    publication.figures.extend(image.map(|file| Figure { kind: FigureKind::Abstract, label: None, file, content: None, media_type: None }));
    publication.parties = parties(sections);
    sections.put_into(&mut publication, office, &mut remarks);
    Ok(Draft { operation: Operation::Put, publication, original: Vec::new(), remarks: remarks.0 })
}

/// The application laid open, of a right that is registered.
fn earlier(office: OfficeCode, opened: &Stage<'_>, remarks: &mut Remarks) -> RelatedDocument {
    let kind = opened.read.kind.parse::<KindCode>().ok();
    let number = publication::normalise_number(office, &opened.read.number, None).ok();
    let document = publication::DocumentReference {
        office: Some(office),
        number: number.map(|normalised| publication::DocumentNumber { as_published: opened.filed.to_owned(), normalised }),
        kind,
        date: remarks.date("openingDate", opened.date),
        as_published: opened.filed.to_owned(),
    };
    RelatedDocument { relation: "openingnumber".to_owned(), document }
}

fn classes(sections: &Sections, publication: &mut Publication, remarks: &mut Remarks) {
    let item = &sections.item;
    for (scheme, fields, list, field) in [
        (ClassificationScheme::Ipc, ["internationalpatentclassificationnumber", "ipcnumber"], "ipcinfo", "ipcnumber"),
        (ClassificationScheme::Cpc, ["cooperativepatentclassificationnumber", "cpcnumber"], "cpcinfo", "cpcnumber"),
    ] {
        let stated = fields.iter().flat_map(|name| item.values(name)).chain(sections.classes(list, field));
        for symbol in stated {
            publication.classifications.extend(st8::fixed_width(scheme, symbol, field, remarks));
        }
    }
}

fn parties(sections: &Sections) -> Vec<publication::Party> {
    let mut parties = Parties::default();
    for (name, role) in [
        ("applicant", PartyRole::Applicant),
        ("applicantname", PartyRole::Applicant),
        ("inventorname", PartyRole::Inventor),
        ("registrationrightholdername", PartyRole::Owner),
        ("agentname", PartyRole::Representative),
    ] {
        for name in sections.item.values(name) {
            parties.add(role, StatedParty { names: vec![(name.to_owned(), None)], ..StatedParty::default() });
        }
    }
    sections.parties(&mut parties);
    parties.read()
}
