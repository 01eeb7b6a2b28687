//! Patents as offices exchange them beside DOCDB and the EPO's ST.36: one file of many records for each format, but for full texts, of which
//! every document is a file.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use super::generate::Made;

/// Writes the files, each format's into a folder of its own, and names the formats.
pub fn write(folder: &Path, made: &[Made]) -> io::Result<Vec<(&'static str, PathBuf)>> {
    let mut written = Vec::new();
    for (name, begin, one, end) in [
        ("st96-patent", ST96, st96 as fn(&Made) -> String, "</pat:PatentPublicationBag>"),
        ("st36", "<patent-documents>", st36, "</patent-documents>"),
        ("dpma-register", "<dpma-patent-documents>", dpma, "</dpma-patent-documents>"),
    ] {
        let path = folder.join(name);
        fs::create_dir_all(&path)?;
        let records: String = made.iter().map(one).collect();
        fs::write(path.join("all.xml"), format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{begin}{records}{end}\n"))?;
        written.push((name, path));
    }
    let path = folder.join("ops");
    fs::create_dir_all(&path)?;
    fs::write(path.join("all.xml"), ops(made))?;
    written.push(("ops", path));
    let path = folder.join("epo-full-text");
    fs::create_dir_all(&path)?;
    for publication in made {
        fs::write(path.join(format!("{}.xml", publication.number)), full_text(publication))?;
    }
    written.push(("epo-full-text", path));
    Ok(written)
}

const ST96: &str = "<pat:PatentPublicationBag xmlns:pat=\"http://www.wipo.int/standards/XMLSchema/ST96/Patent\" xmlns:com=\"http://www.wipo.int/standards/XMLSchema/ST96/Common\">";

fn iso(date: &str) -> String {
    format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..])
}

fn st96(made: &Made) -> String {
    let Made { office, language, number, date, title, summary, .. } = made;
    let date = iso(date);
    let mut xml = format!(
        "<pat:PatentPublication com:st96Version=\"V6_0\" com:languageCode=\"{language}\" com:operationCategory=\"Insert\"><com:IPOfficeCode>{office}</com:IPOfficeCode><pat:BibliographicData><pat:PatentPublicationIdentification><com:IPOfficeCode>{office}</com:IPOfficeCode><pat:PublicationNumber>{number}</pat:PublicationNumber><com:PatentDocumentKindCode>A1</com:PatentDocumentKindCode><com:PublicationDate>{date}</com:PublicationDate></pat:PatentPublicationIdentification><pat:ApplicationIdentification><com:IPOfficeCode>{office}</com:IPOfficeCode><com:ApplicationNumber><com:ApplicationNumberText>{number}</com:ApplicationNumberText></com:ApplicationNumber><pat:FilingDate>{date}</pat:FilingDate></pat:ApplicationIdentification><pat:PatentClassificationBag><pat:IPCRClassificationBag><pat:IPCRClassification><pat:ClassificationVersionDate>2010-01-01</pat:ClassificationVersionDate><com:SymbolPositionCode>F</com:SymbolPositionCode><pat:IPCClassificationValueCode>I</pat:IPCClassificationValueCode><pat:Section>H</pat:Section><pat:Class>01</pat:Class><pat:Subclass>M</pat:Subclass><pat:MainGroup>10</pat:MainGroup><pat:Subgroup>0525</pat:Subgroup></pat:IPCRClassification></pat:IPCRClassificationBag></pat:PatentClassificationBag><pat:InventionTitleBag><pat:InventionTitle com:languageCode=\"{language}\">{title}</pat:InventionTitle></pat:InventionTitleBag><pat:PartyBag><pat:ApplicantBag><pat:Applicant><com:PublicationContact><com:Name><com:EntityName>Bridge &amp; Co</com:EntityName></com:Name></com:PublicationContact></pat:Applicant></pat:ApplicantBag></pat:PartyBag></pat:BibliographicData><pat:Abstract><com:P com:pNumber=\"0001\">{summary}</com:P></pat:Abstract>"
    );
    if !made.paragraphs.is_empty() {
        xml.push_str("<pat:Description>");
        for (position, paragraph) in made.paragraphs.iter().enumerate() {
            let _ = write!(xml, "<com:P com:pNumber=\"{:04}\">{paragraph} H<com:Sub>2</com:Sub>O</com:P>", position + 1);
        }
        xml.push_str("</pat:Description>");
    }
    if !made.claims.is_empty() {
        xml.push_str("<pat:Claims>");
        for (position, claim) in made.claims.iter().enumerate() {
            let _ = write!(
                xml,
                "<pat:Claim><pat:ClaimNumber>{}</pat:ClaimNumber><pat:ClaimText>{claim}</pat:ClaimText></pat:Claim>",
                position + 1
            );
        }
        xml.push_str("</pat:Claims>");
    }
    xml.push_str("</pat:PatentPublication>\n");
    xml
}

/// Description and claims as ST.36 has them.
fn texts(made: &Made) -> String {
    let language = made.language;
    let mut xml = String::new();
    if !made.paragraphs.is_empty() {
        let _ = write!(xml, "<description lang=\"{language}\">");
        for (position, paragraph) in made.paragraphs.iter().enumerate() {
            let _ = write!(xml, "<p id=\"p{0:04}\" num=\"{0:04}\">{paragraph} H<sub>2</sub>O</p>", position + 1);
        }
        xml.push_str("</description>");
    }
    if !made.claims.is_empty() {
        let _ = write!(xml, "<claims lang=\"{language}\">");
        for (position, claim) in made.claims.iter().enumerate() {
            let _ = write!(xml, "<claim num=\"{:04}\"><claim-text>{claim}</claim-text></claim>", position + 1);
        }
        xml.push_str("</claims>");
    }
    xml
}

fn st36(made: &Made) -> String {
    let Made { office, language, number, date, title, summary, .. } = made;
    format!(
        "<patent-document country=\"{office}\" doc-number=\"{number}\" kind=\"A1\" date-publ=\"{date}\" lang=\"{language}\"><bibliographic-data><publication-reference><document-id><country>{office}</country><doc-number>{number}</doc-number><kind>A1</kind><date>{date}</date></document-id></publication-reference><application-reference><document-id><country>{office}</country><doc-number>{number}</doc-number><date>{date}</date></document-id></application-reference><priority-claims><priority-claim sequence=\"1\"><country>US</country><doc-number>{number}</doc-number><date>{date}</date></priority-claim></priority-claims><classifications-ipcr><classification-ipcr><text>H01M  10/052       20100101AFI20191003BHEP        </text></classification-ipcr></classifications-ipcr><invention-title lang=\"{language}\">{title}</invention-title><parties><applicants><applicant><addressbook><orgname>Bridge &amp; Co</orgname><address><city>Tokyo</city><country>JP</country></address></addressbook></applicant></applicants><inventors><inventor><addressbook><last-name>Sato</last-name><first-name>Hana</first-name></addressbook></inventor></inventors></parties></bibliographic-data><abstract lang=\"{language}\"><p num=\"0001\">{summary}</p></abstract>{}</patent-document>\n",
        texts(made)
    )
}

fn full_text(made: &Made) -> String {
    let Made { office, language, number, date, summary, .. } = made;
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!DOCTYPE fulltext-document SYSTEM 'ftm-entities.dtd'><fulltext-document dtd-version=\"1.2.3\"><bibliographic-data><publication-reference><document-id><country>{office}</country><doc-number>{number}</doc-number><kind>A1</kind><date>{date}</date></document-id></publication-reference></bibliographic-data><abstract lang=\"{language}\"><p>{summary}</p></abstract>{}</fulltext-document>",
        texts(made)
    )
}

fn dpma(made: &Made) -> String {
    let Made { number, date, title, summary, .. } = made;
    let date = iso(date);
    let events: String = ["R000", "R012", "R018", "R020", "R081", "R119"]
        .into_iter()
        .map(|code| {
            format!(
                "<event-data><type-of-procedure>vorverfahren</type-of-procedure><procedural-status>{code}</procedural-status><date-of-procedural-status>{date}</date-of-procedural-status></event-data>"
            )
        })
        .collect();
    format!(
        "<dpma-patent-document><bibliographic-data><publication-references><publication-reference sequence=\"1\"><document-id><country>DE</country><doc-number>{number:012}</doc-number><kind>A1</kind></document-id></publication-reference></publication-references><application-reference><document-id><country>DE</country><doc-number>{number}.2</doc-number><date>{date}</date></document-id></application-reference><invention-title lang=\"DE\">{title}</invention-title><classifications-ipcr><classification-ipcr><text>H02K0016000000</text><ipc-version-indicator>2006.01</ipc-version-indicator></classification-ipcr></classifications-ipcr><parties><applicants><applicant><addressbook><text>Bridge &amp; Co, Tokyo, JP</text><name>Bridge &amp; Co</name><address><address-1>Tokyo</address-1><country>JP</country></address></addressbook></applicant></applicants></parties><office-specific-bib-data><type-of-ip-right>patent</type-of-ip-right><status>anhaengig-in-kraft</status><date-of-first-publication>{date}</date-of-first-publication><abstract>{summary}</abstract></office-specific-bib-data></bibliographic-data><events>{events}</events></dpma-patent-document>\n"
    )
}

/// Families of ten, with a dozen events each.
fn ops(made: &[Made]) -> String {
    let mut xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ops:world-patent-data xmlns=\"http://www.epo.org/exchange\" xmlns:ops=\"http://ops.epo.org\">".to_owned();
    for family in made.chunks(10) {
        xml.push_str("<ops:patent-family legal=\"true\">");
        for member in family {
            let Made { office, number, date, .. } = member;
            let _ = write!(
                xml,
                "<ops:family-member family-id=\"{}\"><publication-reference><document-id document-id-type=\"docdb\"><country>{office}</country><doc-number>{number}</doc-number><kind>A1</kind><date>{date}</date></document-id><document-id document-id-type=\"epodoc\"><doc-number>{office}{number}</doc-number></document-id></publication-reference><application-reference><document-id document-id-type=\"docdb\"><country>{office}</country><doc-number>{number}</doc-number><kind>A</kind><date>{date}</date></document-id></application-reference><priority-claim sequence=\"1\"><document-id document-id-type=\"docdb\"><country>US</country><doc-number>{number}</doc-number><kind>A</kind><date>{date}</date></document-id></priority-claim>",
                family[0].number
            );
            for (code, text) in
                [("AS  ", "ASSIGNMENT OF ASSIGNORS INTEREST"), ("STPP", "NON FINAL ACTION MAILED"), ("STCF", "PATENTED CASE")].repeat(4)
            {
                let date = iso(date);
                let _ = write!(
                    xml,
                    "<ops:legal code=\"{code}\" desc=\"WORDS FOR {code}\" infl=\" \" dateMigr=\"00010101\"><ops:pre line=\"00001\">US{number}A {date}{code} WORDS FOR {code} {text}</ops:pre><ops:L001EP desc=\"Country Code\">US</ops:L001EP><ops:L007EP desc=\"Gazette DATE\">{date}</ops:L007EP><ops:L008EP desc=\"Legal Event Code 1\">{code}</ops:L008EP><ops:L018EP desc=\"DATE last exchanged\">{date}</ops:L018EP><ops:L500EP><ops:L510EP desc=\"Free Format Text\">{text}</ops:L510EP></ops:L500EP></ops:legal>"
                );
            }
            xml.push_str("</ops:family-member>\n");
        }
        xml.push_str("</ops:patent-family>");
    }
    xml.push_str("</ops:world-patent-data>\n");
    xml
}
