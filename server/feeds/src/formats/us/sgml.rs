//! SGML of the Red Book made XML. Its DTD (ST.32 US grant 2.4) leaves out the end tags of elements that are declared empty, and nothing else:
//! those get the stroke of XML, and what a later writer closed stays closed. Character entities are known to the reader; no DTD is read.

use std::borrow::Cow;

/// Elements that the DTD and its modules (tables of CALS, MathML 1) declare empty. Sorted.
const EMPTY: &[&str] = &[
    "B221US",
    "B473US",
    "B597US",
    "CHEMCDX",
    "CHEMMOL",
    "CITED-BY-EXAMINER",
    "CITED-BY-OTHER",
    "CRF",
    "CUSTOM-CHARACTER",
    "DEL-E",
    "DEL-S",
    "DFREF",
    "EMI",
    "EMR",
    "FOR",
    "INS-E",
    "INS-S",
    "LSTREF",
    "MATHEMATICA",
    "PAREF",
    "SEQREF",
    "TBLREF",
    "abs",
    "and",
    "arccos",
    "arcsin",
    "arctan",
    "colspec",
    "compose",
    "conjugate",
    "cos",
    "cosh",
    "cot",
    "coth",
    "csc",
    "csch",
    "determinant",
    "diff",
    "divide",
    "eq",
    "exists",
    "exp",
    "factorial",
    "forall",
    "gcd",
    "geq",
    "gt",
    "ident",
    "implies",
    "in",
    "int",
    "intersect",
    "inverse",
    "leq",
    "limit",
    "ln",
    "log",
    "lt",
    "maligngroup",
    "malignmark",
    "max",
    "mean",
    "median",
    "min",
    "minus",
    "mode",
    "moment",
    "mprescripts",
    "mspace",
    "neq",
    "none",
    "not",
    "notin",
    "notprsubset",
    "notsubset",
    "or",
    "partialdiff",
    "plus",
    "power",
    "product",
    "prsubset",
    "quotient",
    "rem",
    "root",
    "sdev",
    "sec",
    "sech",
    "select",
    "sep",
    "setdiff",
    "sin",
    "sinh",
    "spanspec",
    "subset",
    "sum",
    "tan",
    "tanh",
    "tendsto",
    "times",
    "transpose",
    "union",
    "var",
    "xor",
];

/// A reference to a claim: empty in version 2.4, around its words in 2.5.
const CLAIM_REFERENCE: &str = "CLREF";

/// The record in XML: itself, where it is XML already.
pub(super) fn as_xml(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    // Everything before is in `out`, where that has begun.
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        let begin = at + found;
        let tag = &text[begin..];
        if let Some(length) = passed_over(tag) {
            at = begin + length;
            continue;
        }
        let Some(length) = tag_length(tag) else { break };
        at = begin + length;
        let is_end = tag.as_bytes().get(1) == Some(&b'/');
        let name = name_of(&tag[1 + usize::from(is_end)..length]);
        let change = if tag.starts_with("<?") {
            // An instruction of SGML ends without a mark of its own.
            (!tag[..length].ends_with("?>")).then_some(Change::Drop)
        } else if EMPTY.binary_search(&name).is_ok() || (name == CLAIM_REFERENCE && !is_end && is_without_words(&text[at..])) {
            match (is_end, tag[..length].ends_with("/>")) {
                (true, _) => Some(Change::Drop),
                (false, false) => Some(Change::Close),
                (false, true) => None,
            }
        } else {
            None
        };
        match change {
            Some(Change::Drop) => {
                out.push_str(&text[copied..begin]);
                copied = at;
            }
            Some(Change::Close) => {
                out.push_str(&text[copied..at - 1]);
                out.push_str("/>");
                copied = at;
            }
            None => {}
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

enum Change {
    Drop,
    Close,
}

/// Bytes of a comment or of a CDATA section that a text begins with.
fn passed_over(text: &str) -> Option<usize> {
    for (open, close) in [("<!--", "-->"), ("<![CDATA[", "]]>")] {
        if let Some(inside) = text.strip_prefix(open) {
            return Some(inside.find(close).map_or(text.len(), |end| open.len() + end + close.len()));
        }
    }
    None
}

/// Bytes of a tag, its quoted values passed over; `None` where it does not end.
fn tag_length(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            (None, b'>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn name_of(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
    &tag[..end]
}

/// How far the words of a claim reference are looked for.
const LONGEST_REFERENCE: usize = 1024;

/// Whether no end tag of a claim reference comes before the next reference or the end of the text around it.
fn is_without_words(behind: &str) -> bool {
    let behind = &behind[..behind.floor_char_boundary(LONGEST_REFERENCE)];
    let end = behind.find("</CLREF>");
    let next = ["<CLREF", "</PTEXT>", "</PARA>", "</CLM>"].into_iter().filter_map(|tag| behind.find(tag)).min();
    match (end, next) {
        (Some(end), Some(next)) => next < end,
        (None, _) => true,
        (Some(_), None) => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_names_are_sorted() {
        assert!(EMPTY.is_sorted());
    }

    #[test]
    fn empty_elements_are_closed_and_nothing_else_changes() {
        for (sgml, xml) in [
            ("<B561><PCIT>x</PCIT><CITED-BY-EXAMINER></B561>", "<B561><PCIT>x</PCIT><CITED-BY-EXAMINER/></B561>"),
            ("<EMI ID='E' FILE=\"a>b.TIF\">", "<EMI ID='E' FILE=\"a>b.TIF\"/>"),
            ("<EMI FILE='a'></EMI>", "<EMI FILE='a'/>"),
            ("<EMI FILE='a'/>", "<EMI FILE='a'/>"),
            ("<CLREF ID='CLM-00001'><PDAT>claim 1</PDAT></CLREF>", "<CLREF ID='CLM-00001'><PDAT>claim 1</PDAT></CLREF>"),
            ("<PTEXT><CLREF ID='CLM-00001'><PDAT>of</PDAT></PTEXT>", "<PTEXT><CLREF ID='CLM-00001'/><PDAT>of</PDAT></PTEXT>"),
            (
                "<CLREF ID='CLM-00001'> or <CLREF ID='CLM-00002'><PDAT>2</PDAT></CLREF>",
                "<CLREF ID='CLM-00001'/> or <CLREF ID='CLM-00002'><PDAT>2</PDAT></CLREF>",
            ),
            ("<!-- <EMI> --><PDAT>a</PDAT><![CDATA[<EMI>]]>", "<!-- <EMI> --><PDAT>a</PDAT><![CDATA[<EMI>]]>"),
            ("<PDAT>a<?PAGE 2>b<?x y?></PDAT>", "<PDAT>ab<?x y?></PDAT>"),
            ("<EMIT>a</EMIT>", "<EMIT>a</EMIT>"),
            ("<EMI FILE='", "<EMI FILE='"),
            ("", ""),
        ] {
            assert_eq!(as_xml(sgml), xml, "{sgml}");
        }
        assert!(matches!(as_xml("<PDAT>a &lt; b</PDAT>"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "(<|</|<!--|-->|EMI|CLREF|PDAT|>|/>|'|\"|<\\?|あ| ){0,30}") {
            let once = as_xml(&text).into_owned();
            prop_assert!(once.len() <= text.len() * 2 + 2);
        }
    }
}
