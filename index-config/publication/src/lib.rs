//! The vocabulary of patent information, as Kakehashi keeps it.
//!
//! A [`Publication`] is one document that an office published: a patent, utility-model, design or trademark document, known by office
//! (WIPO ST.3), right, number and kind (WIPO ST.16). Everything here is plain data: no storage, no search engine, no file format, and
//! nothing that WebAssembly cannot run.
//!
//! Two habits run through all of it. What came is kept beside what it means: a date has its ISO form and the form it was published in, a
//! number its normalised form and the office's own spelling. And what is unknown stays unknown: an unreadable date has no ISO form, an
//! unmapped status keeps the office's word.

mod audience;
mod citation;
mod class_heading;
mod classification;
mod date;
mod design;
mod element;
mod event;
mod exchange;
mod family;
mod figure;
mod id;
mod kind;
mod kind_meaning;
mod language;
mod language_name;
mod legal_status;
mod mark;
mod number;
mod office;
mod office_rules;
mod operation;
mod party;
mod provision;
mod publication;
mod reference;
mod register_status;
mod right;
mod role;
mod source;
mod status_change;
mod text;
mod text_form;

pub use audience::Audience;
pub use citation::{Citation, CitedWork};
pub use class_heading::class_heading;
pub use classification::{Classification, ClassificationRank, ClassificationScheme};
pub use date::{IsoDate, IsoDateError, PublishedDate};
pub use design::{DesignDetails, DesignView, ViewSide};
pub use element::Element;
pub use event::{LegalEvent, LegalEventCategory};
pub use exchange::{AvailableProduct, ExchangeAgreement, ExchangeStep, Standing, StepName};
pub use family::{Family, FamilyMember};
pub use figure::{Figure, FigureKind};
pub use id::{PublicationId, PublicationIdError};
pub use kind::{KindCode, KindCodeError};
pub use kind_meaning::kind_meaning;
pub use language::{LanguageTag, LanguageTagError, TextDirection};
pub use language_name::language_name;
pub use legal_status::LegalStatus;
pub use mark::{GoodsAndServices, MarkDetails, MarkFeature};
pub use number::{DocumentNumber, DocumentNumberError, ascii_digit, normalise_number};
pub use office::{Office, OfficeCode, OfficeCodeError, Region, offices};
pub use office_rules::{Era, OfficeRules};
pub use operation::Operation;
pub use party::{NameForm, Party, PartyName, PartyRole};
pub use provision::{ProvidedElement, ProvidedElementError, Withheld};
pub use publication::Publication;
pub use reference::{ApplicationReference, DocumentReference, Priority, RelatedDocument};
pub use register_status::RegisterStatus;
pub use right::{Right, RightError};
pub use role::{AccountId, Role, RoleError};
pub use source::Source;
pub use status_change::{Stage, State, StatusChange};
pub use text::{Abstract, Claim, ClaimSet, Description, DescriptionBlock, LocalizedText, TextPart};
