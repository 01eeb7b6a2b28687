//! Patent documents in the formats of the US, Chinese and Korean offices, of the same made-up publications: bulk files with many documents in a
//! row where the office has such, a file for each document where it has not.

use std::{
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

use crate::generate::Made;

/// Writes the publications in every format, each into a folder of its own, and names the formats.
pub fn write(folder: &Path, made: &[Made]) -> io::Result<Vec<(&'static str, PathBuf)>> {
    let mut written = Vec::new();
    for (name, text) in [
        ("us-ice", row(made, ice)),
        ("us-pre-grant", row(made, pre_grant)),
        ("us-red-book", row(made, red_book)),
        (
            "kipris-patent",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n\n<response><header><resultCode>00</resultCode></header><body><items>{}</items></body></response>",
                row(made, kipris)
            ),
        ),
    ] {
        let path = folder.join(name);
        fs::create_dir_all(&path)?;
        fs::write(path.join("bulk.xml"), text)?;
        written.push((name, path));
    }
    for (name, one) in [("cnipa-new", cnipa_new as fn(&Made) -> String), ("cnipa-old", cnipa_old)] {
        let path = folder.join(name);
        fs::create_dir_all(&path)?;
        for publication in made {
            fs::write(path.join(format!("{}.xml", publication.number)), one(publication))?;
        }
        written.push((name, path));
    }
    Ok(written)
}

fn row(made: &[Made], one: fn(&Made) -> String) -> String {
    made.iter().map(one).collect()
}

fn ice(made: &Made) -> String {
    let Made { number, date, title, summary, .. } = made;
    let class = |tag: &str, version: &str, symbol: &str| {
        format!(
            "<{tag}>\n<{version}><date>20130101</date></{version}>\n<section>H</section>\n<class>01</class>\n<subclass>M</subclass>\n<main-group>10</main-group>\n<subgroup>{symbol}</subgroup>\n<symbol-position>F</symbol-position>\n<classification-value>I</classification-value>\n<action-date><date>{date}</date></action-date>\n<generating-office><country>US</country></generating-office>\n<classification-status>B</classification-status>\n<classification-data-source>H</classification-data-source>\n</{tag}>\n"
        )
    };
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE us-patent-grant SYSTEM \"us-patent-grant-v45-2014-04-03.dtd\" [ ]>\n<us-patent-grant lang=\"EN\" dtd-version=\"v4.5 2014-04-03\" file=\"US0{number}-{date}.XML\" status=\"PRODUCTION\" id=\"us-patent-grant\" country=\"US\" date-produced=\"{date}\" date-publ=\"{date}\">\n<us-bibliographic-data-grant>\n<publication-reference>\n<document-id>\n<country>US</country>\n<doc-number>0{number}</doc-number>\n<kind>B2</kind>\n<date>{date}</date>\n</document-id>\n</publication-reference>\n<application-reference appl-type=\"utility\">\n<document-id>\n<country>US</country>\n<doc-number>1{number}</doc-number>\n<date>{date}</date>\n</document-id>\n</application-reference>\n<classifications-ipcr>\n{}</classifications-ipcr>\n<classifications-cpc>\n<main-cpc>\n{}</main-cpc>\n</classifications-cpc>\n<invention-title id=\"d2e53\">{title}</invention-title>\n<us-references-cited>\n",
        class("classification-ipcr", "ipc-version-indicator", "052"),
        class("classification-cpc", "cpc-version-indicator", "0525"),
    );
    for citation in 0..6 {
        let _ = write!(
            xml,
            "<us-citation>\n<patcit num=\"{citation:05}\">\n<document-id>\n<country>US</country>\n<doc-number>{number}</doc-number>\n<kind>B2</kind>\n<name>Kako et al.</name>\n<date>20101100</date>\n</document-id>\n</patcit>\n<category>cited by applicant</category>\n</us-citation>\n"
        );
    }
    let _ = write!(
        xml,
        "</us-references-cited>\n<us-parties>\n<us-applicants>\n<us-applicant sequence=\"001\" app-type=\"applicant\" designation=\"us-only\">\n<addressbook>\n<orgname>Kako &#x26; Co</orgname>\n<address>\n<city>Tokyo</city>\n<country>JP</country>\n</address>\n</addressbook>\n</us-applicant>\n</us-applicants>\n<inventors>\n<inventor sequence=\"001\" designation=\"us-only\">\n<addressbook>\n<last-name>Sato</last-name>\n<first-name>Hana</first-name>\n<address>\n<city>Osaka</city>\n<country>JP</country>\n</address>\n</addressbook>\n</inventor>\n</inventors>\n</us-parties>\n</us-bibliographic-data-grant>\n<abstract id=\"abstract\">\n<p id=\"p-0001\" num=\"0000\">{summary}</p>\n</abstract>\n<description id=\"description\">\n<heading id=\"h-0001\" level=\"1\">BACKGROUND</heading>\n"
    );
    for (position, text) in made.paragraphs.iter().enumerate() {
        let _ = writeln!(
            xml,
            "<p id=\"p-{0:04}\" num=\"{0:04}\">{text} As <figref idref=\"DRAWINGS\">FIG. <b>1</b></figref> shows, H<sub>2</sub>O &#x2018;flows&#x2019;.</p>",
            position + 1
        );
    }
    xml.push_str("</description>\n<us-claim-statement>What is claimed is:</us-claim-statement>\n<claims id=\"claims\">\n");
    for (position, text) in made.claims.iter().enumerate() {
        let _ = writeln!(
            xml,
            "<claim id=\"CLM-{0:05}\" num=\"{0:05}\">\n<claim-text><b>{0}</b>. The pump of <claim-ref idref=\"CLM-00001\">claim 1</claim-ref>: <claim-text>{text}</claim-text></claim-text>\n</claim>",
            position + 1
        );
    }
    xml.push_str("</claims>\n</us-patent-grant>\n");
    xml
}

fn pre_grant(made: &Made) -> String {
    let Made { number, date, title, summary, .. } = made;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE patent-application-publication SYSTEM \"pap-v15-2001-01-31.dtd\" [\n<!ENTITY US2001{number}-D00001.TIF SYSTEM \"US2001{number}-D00001.TIF\" NDATA TIF>\n]>\n<patent-application-publication>\n<subdoc-bibliographic-information>\n<document-id>\n<doc-number>2001{number}</doc-number>\n<kind-code>A1</kind-code>\n<document-date>{date}</document-date></document-id>\n<publication-filing-type>new-utility</publication-filing-type>\n<domestic-filing-data>\n<application-number>\n<doc-number>0{number}</doc-number>\n</application-number>\n<filing-date>{date}</filing-date>\n</domestic-filing-data>\n<technical-information>\n<classification-ipc>\n<classification-ipc-primary>\n<ipc>H01M010/052</ipc>\n</classification-ipc-primary>\n<classification-ipc-edition>07</classification-ipc-edition>\n</classification-ipc>\n<classification-us>\n<classification-us-primary>\n<uspc>\n<class>429</class>\n<subclass>231000</subclass>\n</uspc>\n</classification-us-primary>\n</classification-us>\n<title-of-invention>{title}</title-of-invention>\n</technical-information>\n<inventors>\n<first-named-inventor>\n<name>\n<given-name>Hana</given-name>\n<family-name>Sato</family-name>\n</name>\n<residence>\n<residence-non-us>\n<city>Osaka</city>\n<country-code>JP</country-code>\n</residence-non-us>\n</residence>\n</first-named-inventor>\n</inventors>\n</subdoc-bibliographic-information>\n<subdoc-abstract>\n<paragraph id=\"A-00001\" lvl=\"0\">{summary}</paragraph>\n</subdoc-abstract>\n<subdoc-description>\n<detailed-description>\n<section>\n<heading lvl=\"1\">DETAILED DESCRIPTION</heading>\n"
    );
    for (position, text) in made.paragraphs.iter().enumerate() {
        let _ = writeln!(
            xml,
            "<paragraph id=\"P-{0:05}\" lvl=\"0\"><number>{0}.</number> {text} As <cross-reference target=\"DRAWINGS\">FIG. 1</cross-reference> shows, H<highlight><subscript>2</subscript></highlight>O &ldquo;flows&rdquo;. </paragraph>",
            position + 1
        );
    }
    xml.push_str(
        "</section>\n</detailed-description>\n</subdoc-description>\n<subdoc-claims>\n<heading lvl=\"1\">What is claimed is:</heading>\n",
    );
    for (position, text) in made.claims.iter().enumerate() {
        let _ = writeln!(
            xml,
            "<claim id=\"CLM-{0:05}\">\n<claim-text><highlight><bold>{0}</bold></highlight>. The pump of <dependent-claim-reference depends_on=\"CLM-00001\"><claim-text>claim 1</claim-text></dependent-claim-reference>: <claim-text>{text}</claim-text></claim-text>\n</claim>",
            position + 1
        );
    }
    xml.push_str("</subdoc-claims>\n</patent-application-publication>\n");
    xml
}

fn red_book(made: &Made) -> String {
    let Made { number, date, title, summary, .. } = made;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE PATDOC SYSTEM \"ST32-US-Grant-025xml.dtd\" [\n<!ENTITY US0{number}-{date}-D00000.TIF SYSTEM \"US0{number}-{date}-D00000.TIF\" NDATA TIF>\n]>\n<PATDOC DTD=\"2.5\" STATUS=\"Build 20020101\">\n<SDOBI>\n<B100>\n<B110><DNUM><PDAT>0{number}</PDAT></DNUM></B110>\n<B130><PDAT>B1</PDAT></B130>\n<B140><DATE><PDAT>{date}</PDAT></DATE></B140>\n<B190><PDAT>US</PDAT></B190>\n</B100>\n<B200>\n<B210><DNUM><PDAT>0{number}</PDAT></DNUM></B210>\n<B220><DATE><PDAT>{date}</PDAT></DATE></B220>\n</B200>\n<B500>\n<B510>\n<B511><PDAT>H01M 10052</PDAT></B511>\n<B516><PDAT>7</PDAT></B516>\n</B510>\n<B520>\n<B521><PDAT>429231</PDAT></B521>\n</B520>\n<B540><STEXT><PDAT>{title}</PDAT></STEXT></B540>\n<B560>\n"
    );
    for _ in 0..6 {
        let _ = writeln!(
            xml,
            "<B561>\n<PCIT>\n<DOC><DNUM><PDAT>{number}</PDAT></DNUM>\n<DATE><PDAT>19960600</PDAT></DATE>\n<KIND><PDAT>A</PDAT></KIND></DOC>\n<PARTY-US>\n<NAM><SNM><STEXT><PDAT>Kako</PDAT></STEXT></SNM></NAM>\n</PARTY-US>\n</PCIT><CITED-BY-EXAMINER/>\n</B561>"
        );
    }
    let _ = write!(
        xml,
        "</B560>\n</B500>\n<B700>\n<B720>\n<B721>\n<PARTY-US>\n<NAM><FNM><PDAT>Hana</PDAT></FNM><SNM><STEXT><PDAT>Sato</PDAT></STEXT></SNM></NAM>\n<ADR>\n<CITY><PDAT>Osaka</PDAT></CITY>\n<CTRY><PDAT>JP</PDAT></CTRY>\n</ADR>\n</PARTY-US>\n</B721>\n</B720>\n</B700>\n</SDOBI>\n<SDOAB>\n<BTEXT>\n<PARA ID=\"P-00001\" LVL=\"0\"><PTEXT><PDAT>{summary}</PDAT></PTEXT></PARA>\n</BTEXT>\n</SDOAB>\n<SDODE>\n<DETDESC>\n<BTEXT>\n<H LVL=\"1\"><STEXT><PDAT>DETAILED DESCRIPTION</PDAT></STEXT></H>\n"
    );
    for (position, text) in made.paragraphs.iter().enumerate() {
        let _ = writeln!(
            xml,
            "<PARA ID=\"P-{:05}\" LVL=\"0\"><PTEXT><PDAT>{text} As </PDAT><FGREF ID=\"DRAWINGS\"><PDAT>FIG. 1</PDAT></FGREF><PDAT> shows, H</PDAT><HIL><SB><PDAT>2</PDAT></SB></HIL><PDAT>O &ldquo;flows&rdquo;.</PDAT></PTEXT></PARA>",
            position + 2
        );
    }
    xml.push_str("</BTEXT>\n</DETDESC>\n</SDODE>\n<SDOCL>\n<H LVL=\"1\"><STEXT><PDAT>What is claimed is:</PDAT></STEXT></H>\n<CL>\n");
    for (position, text) in made.claims.iter().enumerate() {
        let _ = writeln!(
            xml,
            "<CLM ID=\"CLM-{0:05}\">\n<PARA ID=\"Q-{0:05}\" LVL=\"0\"><PTEXT><PDAT>{0}. The pump of </PDAT><CLREF ID=\"CLM-00001\"><PDAT>claim 1</PDAT></CLREF><PDAT>:</PDAT></PTEXT></PARA>\n<CLMSTEP LVL=\"2\"><PTEXT><PDAT>{text}</PDAT></PTEXT></CLMSTEP>\n</CLM>",
            position + 1
        );
    }
    xml.push_str("</CL>\n</SDOCL>\n</PATDOC>\n");
    xml
}

fn cnipa_new(made: &Made) -> String {
    let Made { number, date, title, summary, .. } = made;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n<business:PatentDocumentAndRelated xmlns:base=\"http://www.sipo.gov.cn/XMLSchema/base\" xmlns:business=\"http://www.sipo.gov.cn/XMLSchema/business\" xmlns:tbl=\"http://oasis-open.org/specs/soextblx\" xsdVersion=\"V2.2.1\" file=\"CN{number}.XML\" dateProduced=\"{date}\" status=\"C\" lang=\"zh\" country=\"CN\" docNumber=\"11{number}\" kind=\"A\" datePublication=\"{date}\">\n  <business:BibliographicData>\n    <business:PublicationReference dataFormat=\"original\" sequence=\"1\" sourceDB=\"national office\">\n      <base:DocumentID>\n        <base:WIPOST3Code>CN</base:WIPOST3Code>\n        <base:DocNumber>11{number}</base:DocNumber>\n        <base:Kind>A</base:Kind>\n        <base:Date>{date}</base:Date>\n      </base:DocumentID>\n    </business:PublicationReference>\n    <business:ApplicationReference applType=\"10\" dataFormat=\"original\" sequence=\"1\" sourceDB=\"national office\">\n      <base:DocumentID>\n        <base:WIPOST3Code>CN</base:WIPOST3Code>\n        <base:DocNumber>20211{number}.8</base:DocNumber>\n        <base:Date>{date}</base:Date>\n      </base:DocumentID>\n    </business:ApplicationReference>\n    <business:ClassificationIPCRDetails creator=\"03\" processingType=\"original\">\n      <business:ClassificationIPCR sequence=\"1\">\n        <business:IPCVersionDate>20060101</business:IPCVersionDate>\n        <business:Section>H</business:Section>\n        <business:MainClass>04</business:MainClass>\n        <business:Subclass>L</business:Subclass>\n        <business:MainGroup>29</business:MainGroup>\n        <business:Subgroup>08</business:Subgroup>\n        <base:Text>H04L   29/08    (2006.01)</base:Text>\n      </business:ClassificationIPCR>\n    </business:ClassificationIPCRDetails>\n    <business:InventionTitle lang=\"zh\" dataFormat=\"original\" sourceDB=\"national office\" processingType=\"original\" creator=\"03\">{title}</business:InventionTitle>\n    <business:Parties>\n      <business:ApplicantDetails representative=\"1\">\n        <business:Applicant sequence=\"1\" appType=\"applicant\" dataFormat=\"original\" lang=\"zh\">\n          <base:AddressBook lang=\"zh\">\n            <base:Name>某某股份有限公司</base:Name>\n            <base:Address>\n              <base:AddressLine>0</base:AddressLine>\n              <base:City>杭州市</base:City>\n              <base:Province>浙江省</base:Province>\n              <base:WIPOST3Code>CN</base:WIPOST3Code>\n              <base:Text>311200 浙江省杭州市</base:Text>\n            </base:Address>\n          </base:AddressBook>\n        </business:Applicant>\n      </business:ApplicantDetails>\n    </business:Parties>\n  </business:BibliographicData>\n  <business:Abstract dataFormat=\"original\" lang=\"zh\" sourceDB=\"national office\">\n    <base:Paragraphs num=\"0001\">{summary}</base:Paragraphs>\n  </business:Abstract>\n  <business:Description lang=\"zh\" dataFormat=\"original\" sourceDB=\"national office\">\n    <business:InventionTitle id=\"title1\">{title}</business:InventionTitle>\n    <business:InventionMode id=\"mode-for-invention001\">\n      <base:Paragraphs id=\"p0001\">具体实施方式</base:Paragraphs>\n"
    );
    for (position, text) in made.paragraphs.iter().enumerate() {
        let _ = writeln!(
            xml,
            "      <base:Paragraphs id=\"p{0:04}\" num=\"n{0:04}\">{text} CO<base:Sub>2</base:Sub> &lt; 5</base:Paragraphs>",
            position + 1
        );
    }
    xml.push_str("    </business:InventionMode>\n  </business:Description>\n  <business:Claims lang=\"zh\" dataFormat=\"original\" sourceDB=\"national office\">\n");
    for (position, text) in made.claims.iter().enumerate() {
        let _ = writeln!(
            xml,
            "    <business:Claim id=\"cl{0:04}\" num=\"{0:04}\">\n      <business:ClaimText>{0}.{text}</business:ClaimText>\n    </business:Claim>",
            position + 1
        );
    }
    xml.push_str("  </business:Claims>\n</business:PatentDocumentAndRelated>\n");
    xml
}

fn cnipa_old(made: &Made) -> String {
    let Made { number, date, title, summary, .. } = made;
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<cn-patent-document lang=\"ZH\" country=\"CN\">\n  <cn-bibliographic-data>\n    <cn-publication-reference>\n      <document-id>\n        <country>CN</country>\n        <doc-number>10{number}</doc-number>\n        <kind>A</kind>\n        <date>{date}</date>\n      </document-id>\n    </cn-publication-reference>\n    <application-reference appl-type=\"发明专利\">\n      <document-id>\n        <country>CN</country>\n        <doc-number>20141{number}.5</doc-number>\n        <date>{date}</date>\n      </document-id>\n    </application-reference>\n    <classifications-ipcr>\n      <classification-ipcr>\n        <text>A24B   15/18    (2006.01)</text>\n      </classification-ipcr>\n    </classifications-ipcr>\n    <invention-title>{title}</invention-title>\n    <abstract>\n      <p num=\"1\">{summary}</p>\n    </abstract>\n    <cn-parties>\n      <cn-applicants>\n        <cn-applicant sequence=\"1\">\n          <addressbook lang=\"ZH\">\n            <name>某某有限责任公司</name>\n            <address>\n              <text>650231 云南省昆明市</text>\n            </address>\n          </addressbook>\n        </cn-applicant>\n      </cn-applicants>\n    </cn-parties>\n  </cn-bibliographic-data>\n  <application-body lang=\"CN\" country=\"CN\">\n    <description>\n      <invention-title id=\"tilte1\">{title}</invention-title>\n      <p id=\"p0001\" num=\"0001\">技术领域\n\t</p>\n"
    );
    for (position, text) in made.paragraphs.iter().enumerate() {
        let _ = writeln!(xml, "      <p id=\"p{0:04}\" num=\"{0:04}\">{text}<br />CO<sub>2</sub>\n\t</p>", position + 2);
    }
    xml.push_str("    </description>\n    <claims>\n");
    for (position, text) in made.claims.iter().enumerate() {
        let _ = writeln!(
            xml,
            "      <claim id=\"cl{0:04}\" num=\"{0:04}\">\n        <claim-text>{0}.{text}</claim-text>\n      </claim>",
            position + 1
        );
    }
    xml.push_str("    </claims>\n  </application-body>\n</cn-patent-document>\n");
    xml
}

fn kipris(made: &Made) -> String {
    let Made { number, date, title, summary, .. } = made;
    format!(
        "\t\t\t<PatentUtilityInfo>\n\t\t\t\t<Applicant>주식회사 가교|다리 산학협력단</Applicant>\n\t\t\t\t<ApplicationDate>{date}</ApplicationDate>\n\t\t\t\t<ApplicationNumber>102013{number}</ApplicationNumber>\n\t\t\t\t<Abstract>{summary}</Abstract>\n\t\t\t\t<DrawingPath>http://example.invalid/fileToss.jsp?arg={number}</DrawingPath>\n\t\t\t\t<SerialNumber>1</SerialNumber>\n\t\t\t\t<InventionName>{title}</InventionName>\n\t\t\t\t<InternationalpatentclassificationNumber>F04B 43/08|F04B 9/135|F04B 45/02</InternationalpatentclassificationNumber>\n\t\t\t\t<OpeningDate>{date}</OpeningDate>\n\t\t\t\t<OpeningNumber>102014{number}</OpeningNumber>\n\t\t\t\t<PublicNumber></PublicNumber>\n\t\t\t\t<PublicDate>{date}</PublicDate>\n\t\t\t\t<RegistrationDate>{date}</RegistrationDate>\n\t\t\t\t<RegistrationNumber>10{number}0000</RegistrationNumber>\n\t\t\t\t<RegistrationStatus>등록</RegistrationStatus>\n\t\t\t</PatentUtilityInfo>\n"
    )
}
