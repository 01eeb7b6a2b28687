//! `kakehashi terms export`

use std::process::ExitCode;

use anyhow::Context as _;
use publication::Audience;
use storage::MemoryRepository as _;
use translator::{ExchangeTerm, TbxWriter, TermCsvWriter, WriteError};

use super::exchanged;
use crate::{
    cli::{TermsExportArguments, TermsFormat},
    commands::{NOT_ALL_READ, exchange::output, open_held},
    config::Config,
};

pub async fn run(config: &Config, arguments: &TermsExportArguments) -> anyhow::Result<ExitCode> {
    let store = open_held(config).await?;
    let language = arguments.language.as_ref().map(|language| language.as_str().parse()).transpose().context("--language")?;
    let terms = store.terms(language.as_ref(), Audience::from(arguments.audience)).await?;
    let terms: Vec<ExchangeTerm> = terms.into_iter().map(exchanged).collect();
    let out = output(arguments.output.as_deref()).context("書き出すファイルを作れません")?;
    let mut refused = 0_u64;
    match arguments.format {
        TermsFormat::Csv => {
            let mut csv = TermCsvWriter::new(out)?;
            for term in &terms {
                csv.write(term).context("書き出せません")?;
            }
            csv.finish().context("書き出せません")?;
        }
        TermsFormat::Tbx => {
            let mut tbx = TbxWriter::new(out)?;
            // The store gives them concept by concept.
            for concept in terms.chunk_by(|one, other| one.concept == other.concept) {
                match tbx.write(concept) {
                    Ok(()) => {}
                    Err(error @ WriteError::Character) => {
                        refused += concept.len() as u64;
                        let name = concept.first().map(|term| term.concept.as_str()).unwrap_or_default();
                        eprintln!("書き出せない概念 {name} [{}] {error}", error.code());
                    }
                    Err(error) => return Err(error).context("書き出せません"),
                }
            }
            tbx.finish().context("書き出せません")?;
        }
    }
    eprintln!("用語集: {} 語を書き出しました。", terms.len() as u64 - refused);
    Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(NOT_ALL_READ) })
}
