//! What the interface says, in Japanese and in English: one table per area, chosen by the request's language.

mod accounts;
mod administration;
mod common;
mod console;
mod correct;
mod coverage;
mod deliveries;
mod document;
mod exchanges;
mod failure;
mod figures;
mod format;
mod home;
mod provenance;
mod provision;
mod refusals;
mod results;
mod terms;
mod translation;

pub use accounts::problem_in_japanese;
pub(crate) use accounts::{AccountText, account_role_name, audience_name, problem_words};
pub(crate) use administration::{AdministrationText, account_state_name, act_name, count_and_page};
pub(crate) use common::Common;
pub(crate) use console::{ConsoleText, bytes, channel_word, job_word, schedule_words, state_word};
pub(crate) use correct::{CorrectText, KeyText, WorkText};
pub(crate) use coverage::CoverageText;
pub(crate) use deliveries::{DeliveryText, effect_name, effect_reason, taken_back_words, taking_back_words};
pub(crate) use document::DocumentText;
pub(crate) use exchanges::{ExchangeText, days_late, exchange_state_name, interval, standing_sign};
pub(crate) use failure::FailureText;
pub(crate) use figures::FigureText;
pub(crate) use format::{count, date, moment, optional_date, percent, plain_date};
pub(crate) use home::HomeText;
pub(crate) use provenance::badge;
pub(crate) use provision::{ProvisionText, decision_words, effect_words, provided_element_name};
pub use refusals::refusal_words;
pub(crate) use refusals::source_words;
pub(crate) use results::{ResultsText, notice, page_title, showing, total};
pub(crate) use terms::{
    category_name, class_name, element_name, figure_kind_name, kind_name, language_name, mark_feature_name, match_name, office_name,
    origin_name, part_name, region_name, register_status_name, right_name, role_name, scheme_name, side_name, status_change_name,
    status_name,
};
pub(crate) use translation::{TranslationText, billed_name, part_names, reason_words};

/// Declares a table of texts: `field: Japanese, English;`.
macro_rules! messages {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $japanese:literal, $english:literal;)* }) => {
        $(#[$doc])*
        pub(crate) struct $name {
            $(pub $field: &'static str,)*
        }

        impl $name {
            /// The table in a language.
            pub(crate) fn of(language: $crate::InterfaceLanguage) -> &'static Self {
                static JAPANESE: $name = $name { $($field: $japanese,)* };
                static ENGLISH: $name = $name { $($field: $english,)* };
                match language {
                    $crate::InterfaceLanguage::Ja => &JAPANESE,
                    $crate::InterfaceLanguage::En => &ENGLISH,
                }
            }
        }
    };
}
pub(crate) use messages;
