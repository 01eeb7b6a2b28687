//! The main job in a real browser: from the home page to a document and back, as different readers do it.
//!
//! One portal and one chromedriver serve all scenarios, so this is a program of its own and no set of `#[test]`s. Words on the command
//! line choose scenarios by name: `cargo test -p e2e -- hostile`.

mod accounts;
mod console;
mod correcting;
mod documents;
mod figures;
mod hostile;
mod islands;
mod main_job;
mod marks;
mod narrowing;
mod translation;

use std::{future::Future, pin::Pin, process::ExitCode, time::Instant};

use e2e::{Chromedriver, Portal, Setting, Width};

/// What scenarios share.
struct Stage {
    chromedriver: Chromedriver,
    portal: Portal,
}

type Played<'a> = Pin<Box<dyn Future<Output = anyhow::Result<()>> + 'a>>;

/// A scenario by name.
struct Scenario<'a> {
    name: String,
    play: Box<dyn Fn() -> Played<'a> + 'a>,
}

fn scenario<'a, F>(name: impl Into<String>, play: impl Fn() -> F + 'a) -> Scenario<'a>
where
    F: Future<Output = anyhow::Result<()>> + 'a,
{
    Scenario { name: name.into(), play: Box::new(move || Box::pin(play())) }
}

/// Every reader that the main job is played for.
fn settings() -> Vec<Setting> {
    let mut settings = Vec::new();
    for scripts in [true, false] {
        for language in ["ja", "en"] {
            for width in [Width::Wide, Width::Narrow] {
                settings.push(Setting { scripts, width, language });
            }
        }
    }
    settings
}

fn scenarios(stage: &Stage) -> Vec<Scenario<'_>> {
    let mut all: Vec<Scenario<'_>> = settings()
        .into_iter()
        .map(|setting| scenario(format!("main-job-{}", setting.name()), move || main_job::play(stage, setting)))
        .collect();
    all.extend(
        correcting::settings()
            .into_iter()
            .map(|setting| scenario(format!("correcting-{}", setting.name()), move || correcting::play(stage, setting))),
    );
    all.extend([
        scenario("tabs-of-every-right", || documents::tabs_of_every_right(stage)),
        scenario("arabic-reads-from-the-right", || documents::arabic_reads_from_the_right(stage)),
        scenario("what-was-not-delivered-is-said", || documents::what_was_not_delivered_is_said(stage)),
        scenario("a-number-leads-to-its-document", || documents::a_number_leads_to_its_document(stage)),
        scenario("a-region-is-chosen-at-once", || islands::a_region_is_chosen_at_once(stage)),
        scenario("keys-lead-from-hit-to-hit", || islands::keys_lead_from_hit_to_hit(stage)),
        scenario("renderings-are-shown-and-taken-away", || narrowing::renderings_are_shown_and_taken_away(stage, true, Width::Wide)),
        scenario("renderings-narrow", || narrowing::renderings_are_shown_and_taken_away(stage, true, Width::Narrow)),
        scenario("renderings-without-scripts", || narrowing::renderings_are_shown_and_taken_away(stage, false, Width::Wide)),
        scenario("facets-take-several-values", || narrowing::facets_take_several_values(stage)),
        scenario("facets-appear-on-narrow-screens", || narrowing::facets_appear_on_narrow_screens(stage)),
        scenario("applicants-are-completed", || narrowing::applicants_are_completed(stage)),
        scenario("an-applicant-is-typed-without-scripts", || narrowing::an_applicant_is_typed_without_scripts(stage)),
        scenario("a-mark-is-found-by-class-and-words", || {
            marks::a_mark_is_found_by_its_class_and_its_words(stage, Setting { scripts: true, width: Width::Wide, language: "ja" })
        }),
        scenario("a-mark-is-found-by-class-and-words-narrow-without-scripts", || {
            marks::a_mark_is_found_by_its_class_and_its_words(stage, Setting { scripts: false, width: Width::Narrow, language: "en" })
        }),
        scenario("marks-and-designs-are-seen", || marks::marks_and_designs_are_seen(stage, Width::Wide)),
        scenario("marks-and-designs-are-seen-narrow", || marks::marks_and_designs_are_seen(stage, Width::Narrow)),
        scenario("figures", || figures::play(stage, Setting { scripts: true, width: Width::Wide, language: "ja" })),
        scenario("figures-narrow", || figures::play(stage, Setting { scripts: true, width: Width::Narrow, language: "ja" })),
        scenario("figures-in-english", || figures::play(stage, Setting { scripts: true, width: Width::Wide, language: "en" })),
        scenario("figures-without-scripts", || figures::play(stage, Setting { scripts: false, width: Width::Wide, language: "ja" })),
        scenario("figures-without-scripts-narrow", || {
            figures::play(stage, Setting { scripts: false, width: Width::Narrow, language: "ja" })
        }),
        scenario("figures-are-moved", || figures::a_figure_is_moved(stage)),
        scenario("accounts", || accounts::play(stage, Setting { scripts: true, width: Width::Wide, language: "ja" })),
        scenario("accounts-narrow", || accounts::play(stage, Setting { scripts: true, width: Width::Narrow, language: "en" })),
        scenario("accounts-without-scripts", || accounts::play(stage, Setting { scripts: false, width: Width::Narrow, language: "ja" })),
        scenario("console", || console::play(stage, Setting { scripts: true, width: Width::Wide, language: "ja" })),
        scenario("console-narrow", || console::play(stage, Setting { scripts: true, width: Width::Narrow, language: "en" })),
        scenario("console-without-scripts", || console::play(stage, Setting { scripts: false, width: Width::Narrow, language: "ja" })),
        scenario("hostile-query-strings", || hostile::query_strings(stage)),
        scenario("hostile-paths", || hostile::paths(stage)),
    ]);
    all
}

async fn play_all(stage: &Stage, wanted: &[String]) -> bool {
    let mut failed = Vec::new();
    for scenario in scenarios(stage) {
        if !wanted.is_empty() && !wanted.iter().any(|word| scenario.name.contains(word.as_str())) {
            continue;
        }
        let began = Instant::now();
        let outcome = (scenario.play)().await;
        let took = began.elapsed().as_secs_f32();
        match outcome {
            Ok(()) => println!("scenario {} ... ok ({took:.1} s)", scenario.name),
            Err(failure) => {
                println!("scenario {} ... FAILED ({took:.1} s)\n  {failure:#}\n", scenario.name);
                failed.push(format!("{}: {failure:#}", scenario.name));
            }
        }
    }
    // Said again at the end: of a long log, often only the end is kept.
    for one in &failed {
        println!("failed: {one}");
    }
    failed.is_empty()
}

fn main() -> ExitCode {
    if std::env::var("KAKEHASHI_E2E").as_deref() == Ok("skip") {
        println!("skipped: KAKEHASHI_E2E=skip");
        return ExitCode::SUCCESS;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    let wanted: Vec<String> = arguments.into_iter().filter(|argument| !argument.starts_with('-')).collect();
    let stage = Portal::start().and_then(|portal| Ok(Stage { portal, chromedriver: Chromedriver::start()? }));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    match (stage, runtime) {
        (Ok(stage), Ok(runtime)) if runtime.block_on(play_all(&stage, &wanted)) => ExitCode::SUCCESS,
        (Ok(_), Ok(_)) => ExitCode::FAILURE,
        (Err(failure), _) => {
            println!("{failure:#}");
            ExitCode::FAILURE
        }
        (_, Err(failure)) => {
            println!("{failure:#}");
            ExitCode::FAILURE
        }
    }
}
