//! WIPO ST.66, trademark information in XML (`Transaction` of the namespace `…/XMLSchema/trademarks`), as offices write it: the German
//! register, the USPTO's TSDR, and offices that keep their registers with WIPO's IPAS. Offices' extensions are read where they state what
//! the standard has no element for.

mod goods;
mod mark;

use crate::{
    FormatName,
    xml::{Xml, XmlRecord, XmlResult},
};

use super::{BagFormat, BagLayout, Context, Drafts, Refusal, register::MarkRecord};

/// Elements of a transaction that hold no mark, and of which it may hold many.
const PASSED_OVER: &[&str] = &["TransactionHeader", "TradeMarkTransactionDigitalSignatureDetails", "TransactionError"];

/// WIPO ST.66.
pub(crate) static FORMAT: BagFormat = BagFormat {
    name: FormatName::St66,
    layouts: &[
        // Many marks in one transaction are cut out one by one; of one mark, parties may stand beside it in the transaction.
        BagLayout { is_of: |head| is_st66(head.root(), head.text()) && marks_in(head.text()) > 1, record: "TradeMark", read },
        BagLayout { is_of: |head| is_st66(head.root(), head.text()), record: "TransactionData", read },
    ],
};

fn is_st66(root: Option<&str>, text: &str) -> bool {
    matches!(root, Some("Transaction" | "TradeMarkTransaction")) && text.contains("TradeMark") && !text.contains("DesignTransactionBody")
}

/// Marks that begin in a text: `<TradeMark>` or `<TradeMark operationCode="Insert">`, with any prefix.
fn marks_in(text: &str) -> usize {
    let begins = |at: usize| text[..at].rfind('<').is_some_and(|open| text[open + 1..at].chars().all(|c| c.is_alphanumeric() || c == ':'));
    text.match_indices("TradeMark")
        .filter(|(at, word)| text[at + word.len()..].starts_with(['>', ' ', '\n', '\t', '\r']) && begins(*at))
        .count()
}

fn read(record: &XmlRecord<'_>, context: &Context<'_>) -> Result<Drafts, Refusal> {
    let mut xml = record.open(context);
    let mut transaction = Transaction::default();
    transaction.read(&mut xml)?;
    let Transaction { mut marks, beside } = transaction;
    if let [mark] = marks.as_mut_slice() {
        for (words, party) in beside {
            let role = MarkRecord::role_of(mark.office.as_deref(), words.as_deref());
            mark.parties.add(role, party);
        }
    }
    Ok(marks.into_iter().map(|mark| mark.read(FormatName::St66, record.offset, context)).collect())
}

/// The marks of a transaction.
#[derive(Default)]
struct Transaction {
    marks: Vec<MarkRecord>,
    /// Applicants that stand beside the marks, with the office's words for what they are.
    beside: Vec<(Option<String>, super::register::StatedParty)>,
}

impl Transaction {
    fn read(&mut self, xml: &mut Xml<'_>) -> XmlResult<()> {
        while let Some(tag) = xml.child()? {
            match tag.name() {
                "TradeMark" => self.marks.push(mark::read(xml, &tag)?),
                "Applicant" => self.beside.push(mark::read_applicant(xml, self.marks.last().and_then(|mark| mark.office.as_deref()))?),
                name if PASSED_OVER.contains(&name) => xml.skip()?,
                _ => self.read(xml)?,
            }
        }
        Ok(())
    }
}
