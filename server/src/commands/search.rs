//! `kakehashi search`

use std::process::ExitCode;

use app::services::{PortalServices as _, PublicationSummary, SearchOutcome};
use index_config::SearchParams;

use super::{NOTHING_FOUND, open_portal, print_json};
use crate::{cli::SearchArguments, config::Config};

pub async fn run(config: Config, arguments: &SearchArguments) -> anyhow::Result<ExitCode> {
    let portal = open_portal(config).await?;
    let params = SearchParams {
        all: arguments.query.clone(),
        offices: arguments.office.clone(),
        rights: arguments.right.clone(),
        page: arguments.page,
        ..SearchParams::default()
    };
    let outcome = portal.search(&params, arguments.audience.into()).await?;
    let found = match &outcome {
        SearchOutcome::Results(results) => !results.hits.is_empty(),
        SearchOutcome::Document(_) => true,
        SearchOutcome::Numbers(numbers) => numbers.iter().any(|number| !number.found.is_empty()),
    };
    if arguments.json {
        let object = match &outcome {
            SearchOutcome::Results(results) => serde_json::json!({ "results": results }),
            SearchOutcome::Document(id) => serde_json::json!({ "document": id }),
            SearchOutcome::Numbers(numbers) => serde_json::json!({ "numbers": numbers }),
        };
        print_json(&object)?;
    } else {
        print(&outcome);
    }
    Ok(if found { ExitCode::SUCCESS } else { ExitCode::from(NOTHING_FOUND) })
}

fn print(outcome: &SearchOutcome) {
    match outcome {
        SearchOutcome::Results(results) => {
            println!("{}{} 件", if results.total.exact { "" } else { "約 " }, results.total.count);
            for hit in &results.hits {
                print_summary(&hit.summary);
            }
        }
        SearchOutcome::Document(id) => println!("{id}"),
        SearchOutcome::Numbers(numbers) => {
            for number in numbers {
                println!("{}: {} 件", number.given, number.found.len());
                number.found.iter().for_each(print_summary);
            }
        }
    }
}

fn print_summary(summary: &PublicationSummary) {
    let publication = &summary.publication;
    let date = publication.publication_date.as_ref().and_then(|date| date.iso).map(|date| date.to_string()).unwrap_or_default();
    let title = publication.titles.first().map(|title| title.text.as_str()).unwrap_or_default();
    let japanese = summary.japanese_title.as_ref().map(|japanese| japanese.text.as_str()).unwrap_or("未翻訳");
    println!("{}\t{date}\t{title}\t{japanese}", publication.id);
}
