//! The names of both Chinese formats in the words of WIPO ST.36.

use crate::{formats::scripts::scripts_of_character_data, xml::Dialect};

/// The dialect.
pub(super) static CHINESE: Dialect = Dialect { element, attribute, character_data: Some(scripts_of_character_data) };

fn element(name: &str) -> &str {
    match name {
        // Parts of the document.
        "BibliographicData" | "DesignBibliographicData" | "cn-bibliographic-data" => "bibliographic-data",
        "Abstract" => "abstract",
        "AbstractFigure" | "cn-abstract-drawing" => "abstract-figure",
        "Description" => "description",
        "Claims" => "claims",
        "Claim" => "claim",
        "ClaimText" => "claim-text",
        "ClaimReference" => "claim-ref",
        "DesignBriefExplanation" | "cn-design-brief-explanation" | "cn-brief-explanation" => "brief-explanation",
        "Figure" => "figure",
        // Texts.
        "Paragraphs" | "Paragraph" => "p",
        "Heading" => "heading",
        "Image" => "img",
        "Sub" => "sub",
        "Sup" => "sup",
        "Br" => "br",
        "TableDetails" => "tables",
        "Table" => "table",
        "Title" => "title",
        "Maths" | "MathsDetails" => "maths",
        "Chemistry" | "ChemistryDetails" => "chemistry",
        "SequenceList" => "sequence-listing",
        // Documents.
        "PublicationReference" | "cn-publication-reference" => "publication-reference",
        "ApplicationReference" => "application-reference",
        "DocumentID" => "document-id",
        "WIPOST3Code" => "country",
        "DocNumber" => "doc-number",
        "Kind" => "kind",
        "Date" => "date",
        "Name" => "name",
        "PriorityDetails" => "priority-claims",
        "Priority" => "priority-claim",
        "NationalStageEntryDate" | "date-pct-article-22-39-fulfilled" => "national-stage-date",
        "PCTOrRegionalApplicationData" | "PCTOrRegionalFilingData" => "pct-or-regional-filing-data",
        "PCTOrRegionalPublishingData" => "pct-or-regional-publishing-data",
        "RelatedDocuments" | "cn-related-documents" => "related-documents",
        "RelatedPublication" | "cn-related-publication" => "related-publication",
        "Division" => "division",
        "ParentDocument" => "parent-doc",
        "ChildDocument" => "child-doc",
        "ReferencesCited" | "cn-references-cited" => "references-cited",
        "Citation" => "citation",
        "NPLCitation" | "NonPatentLiteratureCitation" => "nplcit",
        "Category" => "category",
        // Classes.
        "ClassificationIPCRDetails" => "classifications-ipcr",
        "ClassificationIPCR" => "classification-ipcr",
        "ClassificationLocarno" | "cn-classification-locarno" => "classification-locarno",
        "MainClassification" => "main-classification",
        "FurtherClassification" => "further-classification",
        "Edition" => "edition",
        "IPCVersionDate" => "ipc-version-indicator",
        "Section" => "section",
        "MainClass" => "class",
        "Subclass" => "subclass",
        "MainGroup" => "main-group",
        "Subgroup" => "subgroup",
        "SymbolPosition" => "symbol-position",
        "ClassificationValue" => "classification-value",
        "GeneratingOffice" => "generating-office",
        "Text" => "text",
        // Titles and parties.
        "InventionTitle" | "DesignTitle" => "invention-title",
        "Parties" | "cn-parties" => "parties",
        "ApplicantDetails" | "cn-applicants" => "applicants",
        "Applicant" | "cn-applicant" => "applicant",
        "InventorDetails" | "DesignerDetails" | "cn-inventors" | "cn-designers" => "inventors",
        "Inventor" | "Designer" | "cn-inventor" | "cn-designer" => "inventor",
        "AgentDetails" | "cn-agents" => "agents",
        "Agent" | "cn-agent" => "agent",
        "Agency" | "cn-agency" => "agency",
        "AssigneeDetails" | "cn-assignees" | "cn-patentees" => "assignees",
        "Assignee" | "cn-assignee" | "cn-patentee" => "assignee",
        "AddressBook" => "addressbook",
        "Address" => "address",
        "OrganizationName" => "orgname",
        name => name,
    }
}

fn attribute<'n>(_: &str, name: &'n str) -> &'n str {
    match name {
        "imgContent" => "img-content",
        "figureLabels" | "figure-labels" => "label",
        "docNumber" => "doc-number",
        "datePublication" => "date-publ",
        "dataFormat" => "data-format",
        "publicationMark" | "cn-not-to-be-published-request-by-inventor" => "not-to-be-published",
        "claimId" | "claimID" => "idref",
        _ => name,
    }
}
