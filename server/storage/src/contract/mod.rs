//! What every adapter of the ports must hold to, whatever database it stands on.
//!
//! Each test is a function over any [`crate::Store`]; [`contract_tests`] makes tests of them for one adapter, given how to open an empty
//! store. What a test opens it with is dropped when it ends.

mod accounts;
mod audience;
mod audit;
mod blobs;
mod changes;
mod correction;
mod coverage;
mod deliveries;
mod engine_work;
mod feeds;
mod figures;
mod jobs;
mod made_inside;
mod memory;
mod operations;
mod provision;
mod publications;
mod registry;
mod review;
mod rolled_back;
mod rolling_back;
mod samples;
mod translations;

pub(crate) use accounts::*;
pub(crate) use audience::*;
pub(crate) use audit::*;
pub(crate) use blobs::*;
pub(crate) use changes::*;
pub(crate) use correction::*;
pub(crate) use coverage::*;
pub(crate) use deliveries::*;
pub(crate) use engine_work::*;
pub(crate) use feeds::*;
pub(crate) use figures::*;
pub(crate) use jobs::*;
pub(crate) use made_inside::*;
pub(crate) use memory::*;
pub(crate) use operations::*;
pub(crate) use provision::*;
pub(crate) use publications::*;
pub(crate) use registry::*;
pub(crate) use review::*;
pub(crate) use rolled_back::*;
pub(crate) use rolling_back::*;
pub(crate) use samples::*;
pub(crate) use translations::*;

/// Makes tests of the contract for an adapter: `contract_tests!(open)` where `open().await` gives a store and what keeps its place.
macro_rules! contract_tests {
    ($open:path) => {
        $crate::contract::contract_tests!($open;
            a_publication_comes_back_whole,
            the_same_content_again_writes_nothing,
            a_correction_supersedes_and_older_versions_stay,
            a_batch_is_taken_in_order,
            a_deleted_publication_is_read_by_nobody_and_its_history_stays,
            a_deleted_publication_comes_back,
            a_deletion_is_a_change_and_no_second_one,
            a_supplement_adds_and_takes_no_place,
            a_supplement_survives_a_newer_document,
            a_supplement_alone_is_a_publication_until_the_document_comes,
            a_supplement_taken_once_is_never_taken_again,
            a_later_supplement_takes_the_place_of_the_same_formats,
            a_supplement_for_people_inside_enters_nothing_public,
            a_deleted_publication_keeps_its_supplements,
            a_delivery_taken_back_leaves_what_was_before_it,
            what_was_taken_back_never_comes_back_with_another,
            a_supplement_taken_back_leaves_what_was_before_it,
            what_was_for_people_inside_comes_back_so,
            what_taking_back_would_do_is_told_publication_by_publication,
            what_arrived_follows_its_delivery,
            a_delivery_is_taken_back_by_one_job_and_never_while_it_is_harvested,
            what_storing_would_do_is_told_without_doing_it,
            the_public_flag_alone_is_an_update_without_a_version,
            originals_come_back_byte_for_byte,
            summaries_keep_the_order_and_leave_long_texts_out,
            numbers_find_their_publications,
            families_are_found_by_number_and_by_filing,
            ids_are_gone_through_in_the_order_of_their_text,
            ids_of_one_office_are_gone_through,
            bulk_reading_keeps_places,
            strange_texts_are_kept,
            what_is_not_public_is_not_read_by_the_public,
            restricted_memory_is_not_read_by_the_public,
            no_read_of_the_memory_tells_the_public_of_restricted_units,
            what_is_kept_back_is_in_no_read_of_the_public,
            a_class_that_is_kept_back_is_not_there_for_the_public,
            a_decision_may_wait_for_a_day,
            nobody_consents_to_a_proposal_of_ones_own,
            settling_tells_the_indexes_and_goes_on_where_it_stopped,
            what_an_index_may_still_show_is_told_until_it_knows,
            every_change_takes_a_number,
            touching_gives_new_numbers,
            coverage_counts_what_is_held,
            machine_text_never_replaces_a_persons,
            machine_text_that_stands_is_passed_over,
            a_person_saves_on_the_present_revision_only,
            japanese_of_many_comes_in_order,
            of_two_saves_at_once_one_wins,
            a_save_is_a_revision_with_its_author,
            a_clash_shows_both_texts_and_their_ancestor,
            an_older_revision_is_taken_back_as_a_new_one,
            a_draft_is_kept_as_typed_last_and_is_no_revision,
            a_locked_segment_is_changed_by_who_may_pass,
            a_new_version_asks_what_became_of_peoples_sentences,
            a_stale_text_is_put_aside,
            approving_teaches_the_memory_at_once,
            approved_text_that_is_hidden_teaches_the_inside_alone,
            what_the_memory_learnt_follows_what_it_learnt_from,
            what_is_hidden_since_takes_nobodys_place,
            what_was_made_inside_is_shown_to_nobody_once_its_part_is_public,
            no_save_tells_what_was_made_inside,
            a_delivery_that_opens_a_document_opens_what_was_made_of_it,
            what_is_sent_back_goes_to_its_author,
            approved_text_is_offered_to_the_same_sentences,
            a_suggestion_waits_once_and_is_declined,
            an_account_rates_a_revision_once,
            lists_of_work_are_paged_by_office_and_class,
            storing_asks_for_titles_and_abstracts,
            a_job_is_taken_once_and_again_after_its_lease,
            parts_asked_for_meanwhile_are_not_lost,
            a_job_put_back_waits_with_its_reason,
            two_takers_never_share_a_job,
            readers_parts_come_first_then_titles_and_abstracts,
            many_are_asked_for_at_once_and_hurried,
            an_office_is_asked_for_as_a_whole,
            what_is_to_be_made_anew_is_told_until_it_is_done,
            jobs_are_counted_by_how_they_stand,
            answers_are_kept_by_key,
            engines_work_is_added_up_by_day_engine_and_office,
            engines_work_of_years_ago_is_forgotten,
            newer_units_replace_older_ones,
            units_are_found_by_pattern,
            units_of_one_source_stand_side_by_side_by_context,
            who_changed_a_unit_is_kept_and_makes_it_newer,
            alike_units_are_found_the_most_alike_first,
            words_are_found_in_units_of_either_side,
            terms_are_replaced_by_concept_language_and_word,
            terms_keep_their_status_and_their_audience,
            runs_keep_their_counts_and_rejects,
            the_last_run_of_each_office_is_told,
            blobs_are_kept_by_content,
            a_blob_is_asked_for_by_its_hash_only,
            storing_asks_for_images_of_figures,
            what_became_of_a_figure_is_kept_page_by_page,
            a_figure_is_taken_once_and_again_after_its_lease,
            a_newer_maker_makes_figures_again,
            names_are_unique_whatever_their_case,
            the_first_account_is_made_once,
            accounts_are_found_page_by_page,
            the_last_administrator_stays,
            who_is_disabled_is_out_at_once,
            a_link_is_taken_once_and_in_time,
            a_session_ends_by_idling_and_by_age,
            sessions_are_ended_one_by_one_and_all,
            every_act_on_accounts_is_noted,
            what_is_asked_of_nobody_is_not_found,
            the_log_is_read_newest_first_and_in_part,
            agreements_are_kept_by_office_and_right,
            the_public_is_not_told_of_contacts_and_remarks,
            an_agreement_is_saved_on_its_present_revision_only,
            a_registry_is_filled_once,
            a_feed_comes_back_whole_and_is_saved_on_its_present_revision_only,
            what_arrived_is_kept_once_and_its_harvest_asked_for,
            a_schedule_asks_once_however_many_look,
            a_job_of_a_feed_is_one_takers_until_its_lease_ends,
            a_job_is_stopped_and_goes_on_as_asked,
            of_many_takers_each_job_has_one,
            rejects_are_told_by_cause_and_page,
        );
    };
    ($open:path; $($test:ident,)+) => {
        $(
            #[tokio::test]
            async fn $test() {
                let (store, _place) = $open().await;
                $crate::contract::$test(&store).await;
            }
        )+
    };
}
pub(crate) use contract_tests;
