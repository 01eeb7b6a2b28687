//! The names of the Red Book (`PATDOC`, versions 2.4 and 2.5) in the words of WIPO ST.36. B-codes stay: they are those of WIPO ST.32.

use crate::xml::Dialect;

/// The dialect.
pub(super) static RED_BOOK: Dialect = Dialect { element, attribute, character_data: None };

fn element(name: &str) -> &str {
    match name {
        // Documents.
        "DOC" => "document-id",
        "DNUM" => "doc-number",
        "DATE" => "date",
        "CTRY" => "country",
        "KIND" => "kind",
        "PCIT" => "patcit",
        "NCIT" => "nplcit",
        "PARTY-US" => "party",
        "REL" => "rel-passage",
        "CITED-BY-EXAMINER" => "cited-by-examiner",
        "CITED-BY-OTHER" => "cited-by-other",
        "CDOC" => "child-doc",
        "PDOC" => "parent-doc",
        "PPUB" => "parent-grant-document",
        "SIBLING" => "sibling",
        // Texts.
        "H" => "heading",
        "PARA" => "p",
        "CLM" => "claim",
        "CLMSTEP" => "claim-text",
        "CLREF" => "claim-ref",
        "SB" => "sub",
        "SP" => "sup",
        "EMI" | "RTI" => "img",
        "CUSTOM-CHARACTER" => "custom-character",
        "MATH-US" => "maths",
        "CHEM-US" => "chemistry",
        "TABLE-US" => "tables",
        "SEQLST-US" => "sequence-listing",
        "OL" => "ol",
        "UL" | "SL" => "ul",
        "LI" => "li",
        "DL" => "dl",
        "DT" => "dt",
        "DD" => "dd",
        "DEL-S" => "deletion-begins",
        "DEL-E" => "deletion-ends",
        // Names.
        "FNM" => "first-name",
        "SNM" => "last-name",
        "SFX" => "suffix",
        "ONM" => "orgname",
        "STR" | "OMC" => "street",
        "CITY" => "city",
        "CNTY" => "county",
        "STATE" => "state",
        "PCODE" => "postcode",
        name => name,
    }
}

fn attribute<'n>(element: &str, name: &'n str) -> &'n str {
    match (element, name) {
        ("CLREF", "ID") => "idref",
        (_, "ID") => "id",
        (_, "FILE") => "file",
        _ => name,
    }
}
