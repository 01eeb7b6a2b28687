//! The names of `patent-application-publication`, versions 1.5 and 1.6, in the words of WIPO ST.36.

use crate::xml::Dialect;

/// The dialect.
pub(super) static PRE_GRANT: Dialect = Dialect { element, attribute, character_data: None };

fn element(name: &str) -> &str {
    match name {
        // Documents.
        "document-date" => "date",
        "kind-code" => "kind",
        "country-code" => "country",
        "child" => "child-doc",
        "parent" => "parent-doc",
        "parent-patent" => "parent-grant-document",
        "parent-pct" => "parent-pct-document",
        // Texts.
        "paragraph" | "paragraph-federal-research-statement" => "p",
        "subscript" => "sub",
        "superscript" => "sup",
        "image" => "img",
        "math-cwu" => "maths",
        "chemistry-cwu" => "chemistry",
        "table-cwu" => "tables",
        "sequence-cwu" => "sequence-listing",
        "lists" => "ul",
        "list-item" => "li",
        "program-listing" => "pre",
        "dependent-claim-reference" => "claim-ref",
        // Names.
        "given-name" => "first-name",
        "family-name" => "last-name",
        "name-suffix" => "suffix",
        "organization-name" => "orgname",
        "postalcode" => "postcode",
        name => name,
    }
}

fn attribute<'n>(element: &str, name: &'n str) -> &'n str {
    match (element, name) {
        ("dependent-claim-reference", "depends_on") => "idref",
        // What every image says of itself.
        (_, "alt") => "",
        _ => name,
    }
}
