//! An application with its designs (`dgn:DesignApplication`), or a design by itself (`dgn:Design`).

use crate::{
    FormatName, Operation,
    formats::{Context, Drafts, Refusal, operation, register::DesignRecord},
    xml::{Xml, XmlRecord, XmlResult},
};

use super::{application_number, design, parties, priorities, publication_dates, role_of_bag};

/// Reads the designs of one application, or one design.
pub(super) fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Drafts, Refusal> {
    let mut xml = record.open(context);
    let mut designs = Vec::new();
    match xml.child()? {
        Some(tag) if tag.name() == "DesignApplication" => {
            let mut common = DesignRecord::default();
            common.operation = operation::stated(&xml, &tag, &mut common.remarks)?;
            fields(&mut xml, &mut common, &mut designs)?;
            // An application withdrawn whole names none of its designs.
            if designs.is_empty() && common.operation == Some(Operation::Delete) {
                designs.push(DesignRecord::default());
            }
            let total = common.total.or_else(|| u32::try_from(designs.len()).ok());
            for design in &mut designs {
                design.complete(&common, total);
            }
        }
        Some(tag) => designs.push(design::read(&mut xml, &tag)?),
        None => {}
    }
    Ok(designs.into_iter().map(|design| design.read(FormatName::St96, record.offset, context)).collect())
}

fn fields(xml: &mut Xml<'_>, common: &mut DesignRecord, designs: &mut Vec<DesignRecord>) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "RegistrationOfficeCode" => common.office = xml.some_text()?,
            "ReceivingOfficeCode" => common.office = common.office.take().or(xml.some_text()?),
            "ApplicationNumber" => common.application = application_number(xml)?,
            "ApplicationDate" | "DesignApplicationDate" => common.application_date = xml.some_text()?,
            "DesignApplicationLanguageCode" | "ApplicationLanguageCode" => common.filing_language = xml.some_text()?,
            "DesignTotalQuantity" => common.total = xml.text()?.parse().ok(),
            "DesignBag" => fields(xml, common, designs)?,
            "Design" => designs.push(design::read(xml, &tag)?),
            "PriorityBag" => priorities(xml, &mut common.priorities)?,
            "PublicationBag" => publication_dates(xml, &mut common.publication_dates)?,
            "DesignApplicationEventBag" => design::events(xml, common)?,
            name => match role_of_bag(name) {
                Some(role) => parties(xml, &mut common.parties, &|_| role)?,
                None => xml.skip()?,
            },
        }
    }
    Ok(())
}
