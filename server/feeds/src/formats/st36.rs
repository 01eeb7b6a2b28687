//! WIPO ST.36 as offices other than the EPO write it: roots of the standard (`patent-document`, `application-body`) or named after an office
//! (`wo-patent-document`, `kr-patent-document`, `jp-official-gazette` …), `bibliographic-data` with elements in words, texts and figures
//! behind it or in an `application-body`.

use publication::{Figure, LanguageTag, Publication};

use crate::{
    FormatName, Operation, codes,
    head::Head,
    xml::{RecordElement, Tag, Xml, XmlRecord, XmlResult, read_xml_records},
};

use super::{
    Context, Draft, Format, Identity, Out, ReadEnd, Refusal, as_office,
    fields::publication_date,
    st36_bibliography::Bibliography,
    st36_ep::full_text::{self, FullText},
};

/// Roots as the standard names documents, also behind an office's code: `patent-document`, `th-patent-document`.
const ROOTS: &[&str] = &[
    "patent-document",
    "patent-publication",
    "patent-application",
    "patent-grant",
    "published-application",
    "utility-model-document",
    "official-gazette",
    "application-body",
];

/// WIPO ST.36 of other offices.
pub(crate) struct St36;

impl Format for St36 {
    fn name(&self) -> FormatName {
        FormatName::St36
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.root().is_some_and(|root| is_document(record_of(root)))
    }

    fn read(&self, input: &mut dyn std::io::Read, context: &Context<'_>, out: &mut dyn Out) -> Result<(), ReadEnd> {
        let begin = crate::archive::read_head(input, crate::head::LENGTH)?;
        let head = Head::read(&begin);
        let root = head.root().unwrap_or(ROOTS[0]).to_owned();
        // Documents stand alone in a file, or many of them in an element named in the plural.
        let name = record_of(&root);
        let element = RecordElement { name, is_document: name == root };
        let mut whole = std::io::Read::chain(begin.as_slice(), input);
        read_xml_records(element, &mut whole, context, out, read)
    }
}

/// The element that is a record, where the root is one or holds many.
fn record_of(root: &str) -> &str {
    match root.strip_suffix('s') {
        Some(one) if is_document(one) => one,
        _ => root,
    }
}

fn is_document(root: &str) -> bool {
    let behind_code = || root.split_once('-').filter(|(code, _)| code.len() == 2).map(|(_, name)| name);
    ROOTS.contains(&root) || behind_code().is_some_and(|name| ROOTS.contains(&name))
}

/// What the root element states; `bibliographic-data` states most of it again.
#[derive(Default)]
struct Root {
    office: Option<String>,
    number: Option<String>,
    kind: Option<String>,
    date: Option<String>,
    language: Option<String>,
}

impl Root {
    fn read(xml: &Xml<'_>, tag: &Tag<'_>) -> XmlResult<Self> {
        let country = xml.attribute(tag, "country")?;
        let prefix = tag.name().split_once('-').map(|(code, _)| code.to_ascii_uppercase()).filter(|code| code.len() == 2);
        Ok(Self {
            office: country.or(prefix),
            number: xml.attribute(tag, "doc-number")?,
            kind: match xml.attribute(tag, "kind")? {
                Some(kind) => Some(kind),
                None => xml.attribute(tag, "kind-of-st16")?,
            },
            date: xml.attribute(tag, "date-publ")?,
            language: xml.attribute(tag, "lang")?,
        })
    }
}

/// Everything a document holds, gathered element by element.
#[derive(Default)]
struct Gathered {
    bibliography: Bibliography,
    figures: Vec<Figure>,
    texts: FullText,
}

fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let mut xml = record.open(context);
    let Some(tag) = xml.child()? else { return Err(Refusal::new(&codes::XML_MALFORMED, "要素がありません")) };
    let root = Root::read(&xml, &tag)?;
    let mut all = Gathered::default();
    parts(&mut xml, &mut all)?;
    assemble(root, all, record, context)
}

fn parts(xml: &mut Xml<'_>, all: &mut Gathered) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "bibliographic-data" => bibliography(xml, all)?,
            "abstract" => all.texts.read_abstract(xml, &tag, &mut all.figures)?,
            "description" => all.texts.read_description(xml, &tag, &mut all.figures)?,
            "claims" | "amended-claims" => all.texts.read_claims(xml, &tag, &mut all.figures)?,
            "drawings" => full_text::read_drawings(xml, &mut all.figures)?,
            "search-report-data" => full_text::read_pages(xml, &mut all.figures)?,
            // An application's texts stand in a body of their own, also behind an office's code.
            name if name.ends_with("application-body") => parts(xml, all)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}

/// Bibliographic data; some offices write the abstract among them.
fn bibliography(xml: &mut Xml<'_>, all: &mut Gathered) -> XmlResult<()> {
    let (texts, figures) = (&mut all.texts, &mut all.figures);
    all.bibliography.read(xml, &mut |_, xml, tag| {
        if tag.name() != "abstract" {
            return Ok(false);
        }
        texts.read_abstract(xml, tag, figures)?;
        Ok(true)
    })
}

fn assemble(root: Root, all: Gathered, record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Draft, Refusal> {
    let Gathered { mut bibliography, figures, texts } = all;
    let stated = bibliography.publications.first();
    let pick = |field: Option<&String>, of_root: &Option<String>| field.or(of_root.as_ref()).cloned().unwrap_or_default();
    let office = match stated.and_then(|reference| reference.country.as_deref()).or(root.office.as_deref()) {
        Some(code) => as_office(code)?,
        None => context.settings.office,
    };
    let number = pick(stated.and_then(|stated| stated.number.as_ref()), &root.number);
    let date = pick(stated.and_then(|stated| stated.date.as_ref()), &root.date);
    // A gazette writes the kind in words where the standard has the code, and the code in the root.
    let words = stated.and_then(|stated| stated.kind.clone());
    let (kind, words) = match (root.kind, words) {
        (Some(code), Some(words)) if words.parse::<publication::KindCode>().is_err() => (code, Some(words)),
        (_, Some(code)) => (code, None),
        (code, None) => (code.unwrap_or_default(), None),
    };
    let language = root.language.or_else(|| stated.and_then(|stated| stated.language.clone()));
    let right = context.settings.right.unwrap_or_else(|| office.rules().right_of(&kind));
    let (id, number) = Identity { office, right, number: &number, as_published: None, kind: &kind }.read()?;
    let mut publication = Publication::new(id, number, context.source(FormatName::St36, record.offset));
    publication.publication_date = publication_date(&date, "publication-reference/date", &mut bibliography.remarks)?;
    publication.sample = context.settings.sample;
    publication.language = language.as_deref().map(LanguageTag::from_office).or_else(|| context.settings.language.clone());
    bibliography.kind_text = bibliography.kind_text.take().or(words);
    let remarks = bibliography.put_into(&mut publication, context);
    publication.figures = figures;
    texts.put_into(&mut publication, context);
    Ok(Draft { operation: Operation::Put, publication, original: Vec::new(), remarks: remarks.0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_of_the_standard_are_known_behind_any_code() {
        for (root, known) in [
            ("patent-document", true),
            ("th-patent-document", true),
            ("wo-application-body", true),
            ("jp-official-gazette", true),
            ("patent-documents", true),
            ("exchange-document", false),
            ("tha-patent-document", false),
            ("patent", false),
        ] {
            assert_eq!(is_document(record_of(root)), known, "{root}");
        }
        assert_eq!(record_of("kr-patent-documents"), "kr-patent-document");
    }
}
