//! One design: `DesignInfo`.

use publication::{DesignDetails, DesignView, Figure, FigureKind, LocalizedText, PartyRole, Publication, Right};

use crate::{
    FormatName, Operation,
    formats::{
        Context, Draft, Drafts, Identity, Refusal, Remarks,
        fields::publication_date,
        register::{Parties, StatedParty, application, language_of_words, locarno, national_class, own_number, status_of},
    },
    xml::XmlRecord,
};

use super::{Item, language, office};

/// Reads one design.
pub(super) fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Drafts, Refusal> {
    let mut xml = record.open(context);
    let item = match xml.child()? {
        Some(_) => Item::read(&mut xml)?,
        None => Item::default(),
    };
    Ok(vec![draft(&item, record.offset, context)])
}

fn draft(item: &Item, offset: u64, context: &Context<'_>) -> Result<Draft, Refusal> {
    let office = office()?;
    let mut remarks = Remarks::default();
    let filed = item.text(&["applicationnumber"]);
    let number = own_number(item.text(&["registrationnumber"]), filed);
    let (id, number) = Identity { office, right: Right::Design, number, as_published: None, kind: "" }.read()?;
    let mut publication = Publication::new(id, number, context.source(FormatName::Kipris, offset));
    publication.sample = context.settings.sample;
    publication.language = Some(language());
    let published = item.text(&["publicationdate", "opendate"]).unwrap_or_default();
    publication.publication_date = publication_date(published, "publicationDate", &mut remarks)?;
    publication.registration_date = item.text(&["registrationdate"]).and_then(|text| remarks.date("registrationDate", text));
    publication.application = application(office, filed, item.text(&["applicationdate"]), &mut remarks);
    publication.priorities =
        item.priorities("prioritynumber", "prioritydate").iter().filter_map(|priority| priority.read(&mut remarks)).collect();
    for (number, date) in
        [("publicationnumber", "publicationdate"), ("opennumber", "opendate"), ("internationalregisternumber", "internationalregisterdate")]
    {
        publication.related.extend(item.related(office, number, date, &mut remarks));
    }
    publication.status = item.owned(&["applicationstatus"]);
    publication.register_status = publication.status.as_deref().and_then(|status| status_of(office, status));
    if let (Some(status), None) = (&publication.status, publication.register_status) {
        remarks.add("status-unknown", "applicationStatus", status);
    }
    let title = item.owned(&["articlename", "title"]);
    publication.titles.extend(title.map(|text| LocalizedText { language: language_of_words(&text, &language()), text }));
    for symbol in item.values("designmainclassification") {
        // The Locarno classification since 2014, the office's own before.
        match locarno(symbol, None, "designMainClassification", &mut Remarks::default()) {
            Some(class) => publication.classifications.push(class),
            None => publication.classifications.push(national_class("KR design class", office, symbol)),
        }
    }
    for symbol in item.values("dsshpclsscd") {
        publication.classifications.push(national_class("KR design shape", office, symbol));
    }
    let mut views = Vec::new();
    if let Some(file) = item.owned(&["imagepathlarge", "imagepath"]) {
        publication.figures.push(Figure { kind: FigureKind::DesignView, label: None, file: file.clone(), content: None, media_type: None });
        views.push(DesignView { file, number: None, side: None, as_published: None });
    }
    publication.design = Some(DesignDetails { identifier: item.owned(&["designnumber"]), views, ..DesignDetails::default() });
    publication.parties = parties(item);
    Ok(Draft { operation: Operation::Put, publication, original: Vec::new(), remarks: remarks.0 })
}

fn parties(item: &Item) -> Vec<publication::Party> {
    let mut parties = Parties::default();
    for (name, role) in [
        ("applicantname", PartyRole::Applicant),
        ("inventorname", PartyRole::Inventor),
        ("registrationrightholdername", PartyRole::Owner),
        ("agentname", PartyRole::Representative),
    ] {
        for name in item.values(name) {
            parties.add(role, StatedParty { names: vec![(name.to_owned(), None)], ..StatedParty::default() });
        }
    }
    parties.read()
}
