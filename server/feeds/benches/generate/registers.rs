//! Registers of trademarks and designs: one file of many records for each standard.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

const GOODS: &str = "Computer software for translating documents; electronic publications, downloadable; batteries, electric; measuring instruments, namely levels, rulers and scales";

/// Writes the files, each into a folder of its own, and names the formats.
pub fn write(folder: &Path, records: u64) -> io::Result<Vec<(&'static str, PathBuf)>> {
    let mut written = Vec::new();
    for (name, text) in [
        ("st66", around(ST66, &many(records, st66))),
        ("st96-trademark", around(ST96, &many(records, st96))),
        ("st86", around(ST86, &many(records, st86))),
        ("st96-design", around(ST96_DESIGN, &many(records, st96_design))),
        ("kipris-trademark", around(KIPRIS, &many(records, kipris))),
        ("tipo", around(TIPO, &many(records, tipo))),
    ] {
        let path = folder.join(name);
        fs::create_dir_all(&path)?;
        fs::write(path.join("register.xml"), text)?;
        written.push((name, path));
    }
    Ok(written)
}

fn many(records: u64, one: fn(u64) -> String) -> String {
    (0..records).map(|number| one(10_000_000 + number)).collect()
}

fn around((begin, end): (&str, &str), records: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{begin}{records}{end}\n")
}

const ST66: (&str, &str) = (
    "<Transaction xmlns=\"http://www.wipo.int/standards/XMLSchema/trademarks\"><TradeMarkTransactionBody><TransactionContentDetails><TransactionData><TradeMarkDetails>",
    "</TradeMarkDetails></TransactionData></TransactionContentDetails></TradeMarkTransactionBody></Transaction>",
);

fn st66(number: u64) -> String {
    let events: String = (0..12)
        .map(|event| {
            format!("<MarkEvent><MarkEventCode>Published</MarkEventCode><MarkEventDate>20{event:02}-03-04</MarkEventDate></MarkEvent>")
        })
        .collect();
    format!(
        "<TradeMark operationCode=\"Insert\"><RegistrationOfficeCode>EM</RegistrationOfficeCode><ApplicationNumber>{number}</ApplicationNumber><ApplicationDate>2018-01-02</ApplicationDate><RegistrationNumber>{number}</RegistrationNumber><RegistrationDate>2019-01-02</RegistrationDate><ExpiryDate>2028-01-02</ExpiryDate><MarkCurrentStatusCode>Registered</MarkCurrentStatusCode><KindMark>Individual</KindMark><MarkFeature>Combined</MarkFeature><WordMarkSpecification><MarkVerbalElementText>KAKEHASHI &amp; CO {number}</MarkVerbalElementText></WordMarkSpecification><MarkImageDetails><MarkImage><MarkImageFilename>{number}.jpg</MarkImageFilename><MarkImageCategory><CategoryKind>Vienna</CategoryKind><CategoryCodeDetails><CategoryCode>03.01.08</CategoryCode><CategoryCode>26.11.21</CategoryCode></CategoryCodeDetails></MarkImageCategory></MarkImage></MarkImageDetails><GoodsServicesDetails><GoodsServices><ClassDescriptionDetails><ClassDescription><ClassNumber>9</ClassNumber><GoodsServicesDescription languageCode=\"en\">{GOODS}</GoodsServicesDescription></ClassDescription><ClassDescription><ClassNumber>42</ClassNumber><GoodsServicesDescription languageCode=\"en\">{GOODS}</GoodsServicesDescription></ClassDescription></ClassDescriptionDetails></GoodsServices></GoodsServicesDetails><PublicationDetails><Publication><PublicationDate>2018-04-05</PublicationDate></Publication></PublicationDetails><ApplicantDetails><Applicant><ApplicantAddressBook><FormattedNameAddress><Name><FormattedName><OrganizationName>Bridge Works Ltd</OrganizationName></FormattedName></Name><Address><FormattedAddress><AddressStreet>1 Bridge Street</AddressStreet><AddressCity>Alicante</AddressCity><AddressPostcode>03008</AddressPostcode><FormattedAddressCountryCode>ES</FormattedAddressCountryCode></FormattedAddress></Address></FormattedNameAddress></ApplicantAddressBook></Applicant></ApplicantDetails><MarkEventDetails>{events}</MarkEventDetails></TradeMark>"
    )
}

const ST96: (&str, &str) = (
    "<tmk:TrademarkBag xmlns:com=\"http://www.wipo.int/standards/XMLSchema/ST96/Common\" xmlns:tmk=\"http://www.wipo.int/standards/XMLSchema/ST96/Trademark\">",
    "</tmk:TrademarkBag>",
);

fn st96(number: u64) -> String {
    let events: String = (0..12)
        .map(|event| format!("<tmk:MarkEvent><tmk:MarkEventCategory>Published</tmk:MarkEventCategory><tmk:MarkEventDate>20{event:02}-03-04</tmk:MarkEventDate></tmk:MarkEvent>"))
        .collect();
    format!(
        "<tmk:Trademark com:operationCategory=\"Insert\"><com:RegistrationOfficeCode>CA</com:RegistrationOfficeCode><com:ApplicationNumber><com:ApplicationNumberText>{number}</com:ApplicationNumberText></com:ApplicationNumber><com:RegistrationNumber>TMA{number}</com:RegistrationNumber><com:RegistrationDate>2019-01-02</com:RegistrationDate><com:ExpiryDate>2028-01-02</com:ExpiryDate><tmk:MarkCurrentStatusCategory>Registered</tmk:MarkCurrentStatusCategory><tmk:MarkCategory>Individual</tmk:MarkCategory><tmk:MarkRepresentation><tmk:MarkFeatureCategory>Combined</tmk:MarkFeatureCategory><tmk:MarkReproduction><tmk:WordMarkSpecification><tmk:MarkVerbalElementText>KAKEHASHI &amp; CO {number}</tmk:MarkVerbalElementText></tmk:WordMarkSpecification><tmk:MarkImageBag><tmk:MarkImage><com:FileName>{number}.png</com:FileName><tmk:MarkImageClassification><tmk:FigurativeElementClassificationBag><tmk:ViennaClassificationBag><tmk:ViennaClassification><tmk:ViennaCategory>26</tmk:ViennaCategory><tmk:ViennaDivision>11</tmk:ViennaDivision><tmk:ViennaSection>21</tmk:ViennaSection></tmk:ViennaClassification></tmk:ViennaClassificationBag></tmk:FigurativeElementClassificationBag></tmk:MarkImageClassification></tmk:MarkImage></tmk:MarkImageBag></tmk:MarkReproduction></tmk:MarkRepresentation><tmk:GoodsServicesBag><tmk:GoodsServices><tmk:ClassDescriptionBag><tmk:ClassDescription><tmk:ClassNumber>9</tmk:ClassNumber><tmk:GoodsServicesDescriptionText com:languageCode=\"en\">{GOODS}</tmk:GoodsServicesDescriptionText></tmk:ClassDescription></tmk:ClassDescriptionBag></tmk:GoodsServices></tmk:GoodsServicesBag><tmk:ApplicantBag><tmk:Applicant><com:Contact><com:Name><com:EntityName>Bridge Works Ltd</com:EntityName></com:Name><com:PostalAddressBag><com:PostalAddress><com:PostalStructuredAddress><com:AddressLineText>1 Bridge Street</com:AddressLineText><com:CityName>Ottawa</com:CityName><com:CountryCode>CA</com:CountryCode></com:PostalStructuredAddress></com:PostalAddress></com:PostalAddressBag></com:Contact></tmk:Applicant></tmk:ApplicantBag><tmk:MarkEventBag>{events}</tmk:MarkEventBag></tmk:Trademark>"
    )
}

const ST86: (&str, &str) = (
    "<Transaction xmlns=\"http://www.wipo.int/standards/XMLSchema/designs\"><DesignTransactionBody><TransactionContentDetails><TransactionData><DesignApplicationDetails>",
    "</DesignApplicationDetails></TransactionData></TransactionContentDetails></DesignTransactionBody></Transaction>",
);

fn st86(number: u64) -> String {
    let views: String = (1..=7)
        .map(|view| format!("<View><ViewFilename>/bild/{number}/{view}.jpg</ViewFilename><ViewFileFormat>JPEG</ViewFileFormat></View>"))
        .collect();
    format!(
        "<DesignApplication><RegistrationOfficeCode>DE</RegistrationOfficeCode><DesignApplicationNumber>{number}.1</DesignApplicationNumber><DesignApplicationDate>2018-01-02</DesignApplicationDate><TotalDesign>1</TotalDesign><DesignDetails><Design><DesignIdentifier>{number}-0001</DesignIdentifier><RegistrationNumber>{number}</RegistrationNumber><RegistrationDate>2018-05-06</RegistrationDate><DesignTitle languageCode=\"de\">Stuhl &amp; Tisch</DesignTitle><DesignRepresentationSheetDetails><DesignRepresentationSheet><ViewDetails>{views}</ViewDetails></DesignRepresentationSheet></DesignRepresentationSheetDetails><IndicationProductDetails><IndicationProduct><ClassificationKindCode>Locarno</ClassificationKindCode><ClassDescriptionDetails><ClassDescription><ClassNumber>06 - 01</ClassNumber><ProductDescription>Stuhl</ProductDescription></ClassDescription></ClassDescriptionDetails></IndicationProduct></IndicationProductDetails><PublicationDetails><Publication><PublicationDate>2018-06-07</PublicationDate></Publication></PublicationDetails></Design></DesignDetails><ApplicantDetails><Applicant><ApplicantAddressBook><FormattedNameAddress><Name><FormattedName><OrganizationName>Stuhl AG</OrganizationName></FormattedName></Name></FormattedNameAddress></ApplicantAddressBook></Applicant></ApplicantDetails></DesignApplication>"
    )
}

const ST96_DESIGN: (&str, &str) = (
    "<dgn:DesignApplicationBag xmlns:com=\"http://www.wipo.int/standards/XMLSchema/ST96/Common\" xmlns:dgn=\"http://www.wipo.int/standards/XMLSchema/ST96/Design\">",
    "</dgn:DesignApplicationBag>",
);

fn st96_design(number: u64) -> String {
    let views: String = ["Perspective", "Front", "Back", "Top", "Bottom", "Left", "Right"]
        .into_iter()
        .map(|side| {
            format!(
                "<dgn:View><com:FileName>{number}_{side}.jpg</com:FileName><dgn:ViewTypeCategory>{side}</dgn:ViewTypeCategory></dgn:View>"
            )
        })
        .collect();
    format!(
        "<dgn:DesignApplication><com:RegistrationOfficeCode>XX</com:RegistrationOfficeCode><com:ApplicationNumber><com:ApplicationNumberText>{number}</com:ApplicationNumberText></com:ApplicationNumber><dgn:DesignBag><dgn:Design><com:RegistrationNumber>{number}</com:RegistrationNumber><dgn:DesignTitleText com:languageCode=\"en\">Chair &amp; table</dgn:DesignTitleText><dgn:DesignCurrentStatusCategory>Registered</dgn:DesignCurrentStatusCategory><dgn:DesignRepresentationBag><dgn:DesignRepresentation><dgn:ViewBag>{views}</dgn:ViewBag></dgn:DesignRepresentation></dgn:DesignRepresentationBag><com:DesignClassificationBag><com:LocarnoClassificationBag><com:LocarnoClassificationEdition>11</com:LocarnoClassificationEdition><com:LocarnoClassificationText>06-01</com:LocarnoClassificationText></com:LocarnoClassificationBag></com:DesignClassificationBag><dgn:PublicationBag><dgn:Publication><com:PublicationDate>2019-01-29</com:PublicationDate></dgn:Publication></dgn:PublicationBag></dgn:Design></dgn:DesignBag><dgn:ApplicantBag><dgn:Applicant><com:Contact><com:Name><com:EntityName>Bridge Works Ltd</com:EntityName></com:Name></com:Contact></dgn:Applicant></dgn:ApplicantBag></dgn:DesignApplication>"
    )
}

const KIPRIS: (&str, &str) = ("\n\n\n<response><header><resultCode></resultCode></header><body><items>", "</items></body></response>");

fn kipris(number: u64) -> String {
    format!(
        "<TradeMarkInfo><ApplicationNumber>40{number}001</ApplicationNumber><ApplicationDate>20210909</ApplicationDate><PublicNumber>4020230031345</PublicNumber><PublicDate>20230216</PublicDate><RegistrationNumber>40{number}000</RegistrationNumber><RegistrationDate>20230710</RegistrationDate><ApplicationStatus>등록</ApplicationStatus><GoodClassificationCode>10|42</GoodClassificationCode><ViennaCode>261111|270522|270923</ViennaCode><ApplicantName>가교 주식회사</ApplicantName><AgentName>다리 특허법인</AgentName><RegistrationRightholderName>가교 주식회사</RegistrationRightholderName><Title>가교 &amp; BRIDGE</Title><ImagePath>http://example.invalid/fileToss.jsp?arg={number}</ImagePath></TradeMarkInfo>"
    )
}

const TIPO: (&str, &str) = ("<tmarkappl create-date=\"2022/3/27\">", "</tmarkappl>");

fn tipo(number: u64) -> String {
    format!(
        "<tmarkcontent><appl-no>1{number}</appl-no><appl-date>2011/01/03</appl-date><tmark-name>架橋及圖</tmark-name><tmark-class>1</tmark-class><tmark-class-desc>商標</tmark-class-desc><tmark-image-url><image-data-1>{number}.jpg</image-data-1><image-data-2 /></tmark-image-url><tmark-type>3</tmark-type><tmark-type-desc>立體</tmark-type-desc><tmark-color-desc>墨色</tmark-color-desc><tmark-draft-c>架橋</tmark-draft-c><tmark-draft-e>BRIDGE &amp; CO</tmark-draft-e><goodsclasses><goodsclass sequence=\"1\"><goodsclass-code>041</goodsclass-code><goods-name>翻譯服務；電子出版物之線上提供。</goods-name><goods-group>4103</goods-group></goodsclass></goodsclasses><parties><applicants><applicant sequence=\"1\"><chinese-name>架橋股份有限公司</chinese-name><english-name>BRIDGE INC.</english-name><address>臺北市橋路一號</address><country-code>TW</country-code></applicant></applicants><agents><agent sequence=\"1\"><chinese-name>王一</chinese-name></agent></agents></parties></tmarkcontent>"
    )
}
