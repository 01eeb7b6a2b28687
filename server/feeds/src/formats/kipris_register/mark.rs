//! One trademark: `TradeMarkInfo`.

use publication::{Figure, FigureKind, LocalizedText, MarkDetails, PartyRole, Publication, Right};

use crate::{
    FormatName, Operation,
    formats::{
        Context, Draft, Drafts, Identity, Refusal, Remarks,
        fields::publication_date,
        register::{Parties, StatedParty, application, language_of_words, nice_class, nice_symbol, own_number, status_of, vienna},
    },
    xml::XmlRecord,
};

use super::{Item, language, office};

/// Reads one trademark.
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
    let (id, number) = Identity { office, right: Right::Trademark, number, as_published: None, kind: "" }.read()?;
    let mut publication = Publication::new(id, number, context.source(FormatName::Kipris, offset));
    publication.sample = context.settings.sample;
    publication.language = Some(language());
    let published = item.text(&["publicdate", "publicationdate", "registrationpublicdate"]).unwrap_or_default();
    publication.publication_date = publication_date(published, "PublicDate", &mut remarks)?;
    publication.registration_date = item.text(&["registrationdate"]).and_then(|text| remarks.date("RegistrationDate", text));
    publication.application = application(office, filed, item.text(&["applicationdate"]), &mut remarks);
    publication.priorities =
        item.priorities("priorityclaimnumber", "priorityclaimdate").iter().filter_map(|priority| priority.read(&mut remarks)).collect();
    for (number, date) in [
        ("publicnumber", "publicdate"),
        ("registrationpublicnumber", "registrationpublicdate"),
        ("internationalregisternumber", "internationalregisterdate"),
    ] {
        publication.related.extend(item.related(office, number, date, &mut remarks));
    }
    publication.status = item.owned(&["applicationstatus"]);
    publication.register_status = publication.status.as_deref().and_then(|status| status_of(office, status));
    if let (Some(status), None) = (&publication.status, publication.register_status) {
        remarks.add("status-unknown", "ApplicationStatus", status);
    }
    let title = item.owned(&["title", "trademarkname"]);
    publication.titles.extend(title.clone().map(|text| LocalizedText { language: language_of_words(&text, &language()), text }));
    for text in item.values("goodclassificationcode") {
        match nice_class(text) {
            Some(number) => publication.classifications.push(nice_symbol(number, text)),
            None => remarks.add("class-unreadable", "GoodClassificationCode", text),
        }
    }
    for text in item.values("viennacode") {
        publication.classifications.extend(vienna(text, "ViennaCode", &mut remarks));
    }
    publication.classifications.dedup_by(|later, held| later.scheme == held.scheme && later.symbol == held.symbol);
    let image = item.owned(&["imagepath", "bigdrawing", "thumbnailpath", "drawing"]);
    publication.figures.extend(image.map(|file| Figure { kind: FigureKind::Mark, label: None, file, content: None, media_type: None }));
    publication.mark = Some(MarkDetails { verbal_element: title, ..MarkDetails::default() });
    publication.parties = parties(item);
    Ok(Draft { operation: Operation::Put, publication, original: Vec::new(), remarks: remarks.0 })
}

fn parties(item: &Item) -> Vec<publication::Party> {
    let mut parties = Parties::default();
    for (name, role) in [
        ("applicantname", PartyRole::Applicant),
        ("registrationrightholdername", PartyRole::Owner),
        ("agentname", PartyRole::Representative),
    ] {
        for name in item.values(name) {
            parties.add(role, StatedParty { names: vec![(name.to_owned(), None)], ..StatedParty::default() });
        }
    }
    parties.read()
}
