//! Pieces that pages share.

mod account_menu;
mod badge;
mod contents;
mod exchange_table;
mod form_field;
mod highlight;
mod layout;
mod mark_fields;
mod meter;
mod notice;
mod offices;
mod page_links;
mod passage;
mod search_form;
mod status;
mod summary;
mod table;

pub(crate) use account_menu::account_menu;
pub(crate) use badge::{provenance_badge, sample_chip};
pub(crate) use contents::contents_chips;
pub(crate) use exchange_table::{exchange_chip, exchange_table};
pub(crate) use form_field::{FieldKind, SentForm};
pub(crate) use highlight::{Pieces, search_words};
pub(crate) use layout::{Footer, Header};
pub(crate) use meter::meter;
pub(crate) use notice::{Tone, notice_box};
pub(crate) use offices::{PickerOffice, is_stale, offices_by_region, up_to_date};
pub(crate) use page_links::page_links;
pub(crate) use passage::{direction, passage};
pub(crate) use search_form::{FormPlace, number_form, search_form};
pub(crate) use status::status_words;
pub(crate) use summary::{display_number, is_in_titles, summary_titles};
pub(crate) use table::Table;
