//! Events of a mark: `tmk:MarkEventBag`.

use crate::{
    formats::{
        Remarks,
        register::{MarkRecord, RegisterEvent, exchange_date},
    },
    xml::{Xml, XmlResult},
};

/// Reads the open `MarkEventBag`.
pub(super) fn read(xml: &mut Xml<'_>, mark: &mut MarkRecord) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        if tag.name() != "MarkEvent" {
            xml.skip()?;
            continue;
        }
        let mut event = RegisterEvent::default();
        fields(xml, &mut event, &mut mark.remarks)?;
        if event.description.is_empty() {
            event.description = event.kind.clone().unwrap_or_default();
        }
        mark.events.push(event);
    }
    Ok(())
}

fn fields(xml: &mut Xml<'_>, event: &mut RegisterEvent, remarks: &mut Remarks) -> XmlResult<()> {
    while let Some(tag) = xml.child()? {
        match tag.name() {
            "MarkEventDate" => event.date = xml.some_text()?.and_then(|text| exchange_date(&text, "MarkEventDate", remarks)),
            "MarkEventCategory" => event.kind = xml.some_text()?,
            "MarkEventCode" => event.code = xml.some_text()?,
            "MarkEventDescriptionText" | "CommentText" => event.description = xml.text()?,
            "MarkEventEntryNumber" => event.number = xml.text()?.parse().ok(),
            "NationalMarkEvent" => fields(xml, event, remarks)?,
            _ => xml.skip()?,
        }
    }
    Ok(())
}
