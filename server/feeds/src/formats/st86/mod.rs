//! WIPO ST.86, industrial designs in XML (`Transaction` of the namespace `…/XMLSchema/designs`), as offices write it: by application with the
//! designs within (the German register), or design by design.

mod design;

use crate::{
    FormatName, Operation,
    xml::{Tag, Xml, XmlRecord, XmlResult},
};

use super::{BagFormat, BagLayout, Context, Drafts, Refusal, operation, register::DesignRecord};

/// WIPO ST.86.
pub(crate) static FORMAT: BagFormat = BagFormat {
    name: FormatName::St86,
    layouts: &[
        BagLayout {
            is_of: |head| is_st86(head.root(), head.text()) && head.text().contains("DesignApplicationNumber"),
            record: "DesignApplication",
            read,
        },
        BagLayout { is_of: |head| is_st86(head.root(), head.text()), record: "Design", read },
    ],
};

fn is_st86(root: Option<&str>, text: &str) -> bool {
    matches!(root, Some("Transaction" | "DesignTransaction"))
        && (text.contains("DesignTransactionBody") || text.contains("XMLSchema/designs"))
}

fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Drafts, Refusal> {
    let mut xml = record.open(context);
    let Some(tag) = xml.child()? else { return Ok(Vec::new()) };
    let designs = match tag.name() {
        "DesignApplication" => Application::read(&mut xml, &tag)?.designs(),
        _ => vec![design::read(&mut xml, &tag, None)?],
    };
    Ok(designs.into_iter().map(|design| design.read(FormatName::St86, record.offset, context)).collect())
}

/// What an application states for all its designs.
#[derive(Default)]
struct Application {
    common: DesignRecord,
    designs: Vec<DesignRecord>,
}

impl Application {
    fn read(xml: &mut Xml<'_>, tag: &Tag<'_>) -> XmlResult<Self> {
        let mut read = Self::default();
        let common = &mut read.common;
        common.operation = operation::stated(xml, tag, &mut common.remarks)?;
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "RegistrationOfficeCode" => common.office = xml.some_text()?,
                "DesignApplicationNumber" => common.application = xml.some_text()?,
                "DesignApplicationDate" => common.application_date = xml.some_text()?,
                "DesignApplicationLanguageCode" => common.filing_language = xml.some_text()?,
                "TotalDesign" => common.total = xml.text()?.parse().ok(),
                "DesignDetails" => {
                    while let Some(tag) = xml.child()? {
                        if tag.name() == "Design" {
                            read.designs.push(design::read(xml, &tag, common.office.as_deref())?);
                        } else {
                            xml.skip()?;
                        }
                    }
                }
                name if design::is_shared(name) => design::shared(xml, tag.name(), common)?,
                _ => xml.skip()?,
            }
        }
        Ok(read)
    }

    /// The designs, each with what the application states for all where it states nothing itself.
    fn designs(self) -> Vec<DesignRecord> {
        let Self { common, mut designs } = self;
        // An application withdrawn whole names none of its designs.
        if designs.is_empty() && common.operation == Some(Operation::Delete) {
            designs.push(DesignRecord::default());
        }
        let total = common.total.or_else(|| u32::try_from(designs.len()).ok());
        for design in &mut designs {
            design.complete(&common, total);
        }
        designs
    }
}
