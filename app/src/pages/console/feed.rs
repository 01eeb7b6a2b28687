//! One feed: its source, what arrived by it, and its settings.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use publication::Right;

use super::{action, failed, form::Fields, frame, inbox::arrival_table, open, runs::job_table};
use crate::{
    InterfaceLanguage, RequestInfo,
    components::{Table, Tone, notice_box},
    i18n::{ConsoleText, bytes, count, right_name, schedule_words, source_words},
    islands::{FileSender, SenderWords},
    pages::NotFoundPage,
    services::{ConsoleArrival, ConsoleFeed, ConsoleFilter, ConsoleJob, SourceTrial},
};

/// Formats that can be named.
const FORMATS: [&str; 15] = [
    "st36-ep",
    "docdb",
    "st66",
    "st86",
    "st96",
    "kipris",
    "tipo",
    "inid-text",
    "st36",
    "st96-patent",
    "epo-full-text",
    "dpma-register",
    "ops",
    "us-patent",
    "cnipa",
];

/// Schedules that have words.
const SCHEDULES: [&str; 6] = ["", "daily", "weekly", "biweekly", "monthly", "quarterly"];

/// One feed.
#[component]
pub(crate) fn FeedPage() -> impl IntoView {
    let (request, console) = match open() {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    let name = use_params_map().read_untracked().get("feed").unwrap_or_default();
    Suspend::new(async move {
        let filter = ConsoleFilter { feed: Some(name.clone()), ..ConsoleFilter::default() };
        let feed = match console.feed(&name).await {
            Ok(Some(feed)) => feed,
            Ok(None) => return NotFoundPage().into_any(),
            Err(error) => return failed(&request, &error),
        };
        match (console.arrivals(&filter).await, console.jobs(&filter).await) {
            (Ok(arrivals), Ok(jobs)) => frame(&request, &name, content(&request, &feed, &arrivals, &jobs)),
            (Err(error), _) | (_, Err(error)) => failed(&request, &error),
        }
    })
    .into_any()
}

fn content(request: &RequestInfo, feed: &ConsoleFeed, arrivals: &[ConsoleArrival], jobs: &[ConsoleJob]) -> AnyView {
    let language = request.language;
    let text = ConsoleText::of(language);
    let fields = Fields::here(language);
    let base = format!("/admin/feeds/{}", feed.name);
    let upload = format!("{base}/upload");
    let described = fields.error("file").map(|_| "error-file");
    let file_error = fields.error("file").map(|reason| view! { <p class="field-error" id="error-file">{reason}</p> });
    let source = (!feed.address.is_empty()).then(|| {
        view! {
            <p><code>{feed.address.clone()}</code></p>
            <div class="action-row">
                {action(format!("{base}/test"), text.test, "button button-outline")}
                {action(format!("{base}/run"), text.run, "button")}
            </div>
        }
    });
    view! {
        {tried(language, feed)}
        {fields.summary(text.refused)}
        {source}
        {feed.next_due.clone().map(|due| view! { <p>{format!("{}: {due}", text.next_due)}</p> })}
        <h2>{text.upload}</h2>
        <FileSender address=format!("{base}/uploads/") words=sender_words(language)>
            <form method="post" action=upload enctype="multipart/form-data" class="number-form">
                <div class="field">
                    <label class="field-label" for="field-file">{text.file}</label>
                    {file_error}
                    <input class="input" id="field-file" type="file" name="file" required aria-describedby=described/>
                </div>
                <button class="button">{text.upload}</button>
            </form>
        </FileSender>
        <h2>{text.arrived}</h2>
        {arrival_table(language, arrivals)}
        <h2>{text.recent}</h2>
        {job_table(language, jobs)}
        <details class="form-more" open=fields.are_refused()>
            <summary>{text.settings}</summary>
            <form method="post" action=base class="console-form">
                <input type="hidden" name="revision" value=fields.value("revision", &feed.revision.to_string())/>
                {feed_form(language, &fields, feed)}
                <p class="form-end"><button class="button">{text.save}</button></p>
            </form>
        </details>
    }
    .into_any()
}

/// What trying the connection found, where this page answers that.
fn tried(language: InterfaceLanguage, feed: &ConsoleFeed) -> Option<AnyView> {
    let text = ConsoleText::of(language);
    Some(match use_context::<SourceTrial>()? {
        SourceTrial::Answers { count: number, first } => {
            let files = first.into_iter().map(|(path, size, version)| {
                view! { <tr><th scope="row">{path}</th><td class="figure-cell">{size.map_or_else(|| text.unknown.to_owned(), bytes)}</td><td>{version}</td></tr> }
            });
            let listed = (number > 0).then(|| {
                Table::new(text.files_there, "table table-dense")
                    .with_caption_shown()
                    .heads(&[text.file])
                    .head_of("figure-cell", text.size)
                    .heads(&[text.version])
                    .view(files)
            });
            let words = match language {
                InterfaceLanguage::Ja => format!("対象のファイルは{}件です。", count(number)),
                InterfaceLanguage::En => format!("It has {} files for this feed.", count(number)),
            };
            view! {
                <div role="status">{notice_box(Tone::Information, view! { <p>{text.tested}" "{words}</p> })}</div>
                {listed}
            }
            .into_any()
        }
        SourceTrial::Refused { refused, host_key } => {
            let reason = source_words(language, &refused);
            let accept = host_key.map(|key| {
                view! {
                    <form method="post" action=format!("/admin/feeds/{}/host-key", feed.name)>
                        <input type="hidden" name="host_key" value=key/>
                        <button class="button button-outline">{text.accept_key}</button>
                    </form>
                }
            });
            view! { <div role="alert">{notice_box(Tone::Error, view! { <p><strong>{text.test_failed}</strong></p><p>{reason}</p>{accept} })}</div> }
                .into_any()
        }
    })
}

fn sender_words(language: InterfaceLanguage) -> SenderWords {
    let text = ConsoleText::of(language);
    SenderWords {
        progress: text.progress.to_owned(),
        sending: text.sending.to_owned(),
        reconnecting: text.reconnecting.to_owned(),
        given_up: text.given_up.to_owned(),
    }
}

/// The fields of a feed but for its name.
pub(super) fn feed_form(language: InterfaceLanguage, fields: &Fields, feed: &ConsoleFeed) -> AnyView {
    let text = ConsoleText::of(language);
    let rights: Vec<(String, String, bool)> = Right::ALL
        .into_iter()
        .map(|right| (right.as_str().to_owned(), right_name(language, right).to_owned(), feed.rights.contains(&right)))
        .collect();
    let own = |value: &str, words: &str| (value.to_owned(), words.to_owned());
    let is_word = SCHEDULES.contains(&feed.schedule.as_str());
    let (schedule, cron) = if is_word { (feed.schedule.as_str(), "") } else { ("cron", feed.schedule.as_str()) };
    let mut schedules: Vec<(String, String)> = SCHEDULES.iter().map(|word| ((*word).to_owned(), schedule_words(language, word))).collect();
    schedules.push(own("cron", text.by_cron));
    let mut formats = vec![own("auto", text.automatic)];
    formats.extend(FORMATS.iter().map(|name| own(name, name)));
    let kept = (feed.credential != "none").then_some(text.secret_kept);
    let mut flags = vec![
        ("translate_all".to_owned(), text.translate_all.to_owned(), feed.translate_all),
        ("enabled".to_owned(), text.enabled.to_owned(), feed.enabled),
    ];
    if kept.is_some() {
        flags.push(("forget_secret".to_owned(), text.forget_secret.to_owned(), false));
    }
    view! {
        <div class="fields">
            {fields.text("office", text.office_code, &feed.office, None)}
            {fields.text("address", text.address, &feed.address, Some(text.address_hint))}
            {fields.text("pattern", text.pattern, &feed.pattern, None)}
            {fields.text("user", text.user, &feed.user, None)}
            {fields.secret("secret", text.secret, kept)}
            {fields.text("reference", text.reference, "", None)}
            {fields.text("host_key", text.host_key, &feed.host_key, None)}
        </div>
        {fields.checks("rights", text.rights, &rights)}
        <div class="fields">
            {fields.choice("format", text.format, &feed.format, &formats)}
            {fields.text("encoding", text.encoding, &feed.encoding, None)}
            {fields.text("language", text.language, &feed.language, None)}
            {fields.choice("provision", text.provision, &feed.provision, &[own("inside", text.inside), own("public", text.public)])}
            {fields.choice("schedule", text.schedule, schedule, &schedules)}
            {fields.text("cron", text.cron, cron, Some(text.cron_hint))}
            {fields.text("interval_days", text.expected_interval, &feed.interval_days, None)}
            {fields.text("file_mib", text.file_mib, &feed.file_mib, None)}
            {fields.choice("notify", text.notify, &feed.notify, &[own("error", text.notify_error), own("always", text.notify_always), own("never", text.notify_never)])}
        </div>
        {fields.checks("flags", text.settings, &flags)}
    }
    .into_any()
}
