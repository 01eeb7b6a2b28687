//! What people are told about an engine before its text goes anywhere.

use std::net::{IpAddr, Ipv6Addr};

use reqwest::Url;
use serde::Serialize;

/// What an engine is paid by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnitsBilled {
    /// Characters of the source.
    Characters,
    /// Tokens of prompt and answer.
    Tokens,
    /// By volume of a month, or not at all: as the account is.
    ByAccount,
    /// Nothing is paid to anybody else.
    Nothing,
}

/// An engine, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EngineListing {
    /// Its name in the configuration.
    pub id: String,
    /// What it is: `deepl`, `textra` …
    pub kind: &'static str,
    /// The model that is asked for.
    pub model: Option<String>,
    /// The host to which texts go.
    pub host: String,
    /// Whether that is somebody else's: not this machine or network.
    pub third_party: bool,
    /// What is paid for.
    pub units_billed: UnitsBilled,
    /// Most characters a day, where that is limited.
    pub characters_per_day: Option<u64>,
    /// Whether it is asked; an engine whose terms of use are not accepted is not.
    pub enabled: bool,
    /// What its terms of use say that one must know, in Japanese.
    pub terms_of_use: Option<&'static str>,
    /// The licence of a model on this machine, as its folder has it.
    pub licence: Option<String>,
    /// Routes that name it, by position from 0.
    pub routes: Vec<usize>,
}

/// The host of a model that runs here.
const THIS_MACHINE: &str = "localhost";

/// NICT's own site.
pub(super) const TERMS_OF_NICT: &str = "みんなの自動翻訳@TexTra(情報通信研究機構)を使えるのは非商用の目的に限られ、送った文はNICTのサーバーに記録されます。\
    公開前の文書や個人情報は送らないでください。商用の目的には、同じ方式の有償サービスを契約し、そのアドレスを url に設定してください。\
    利用規約に同意する場合だけ accept_terms = true としてください。";
/// Accounts that are not paid for.
pub(super) const TERMS_OF_FREE_DEEPL: &str =
    "無料のアカウントに送った文は、DeepLがサービスの改善に使うことがあります。公開前の文書や個人情報は送らないでください。";

/// Whether an address is this machine's or network's: no text leaves the house.
pub(super) fn is_local(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => address.is_loopback() || address.is_private() || address.is_link_local(),
        Ok(IpAddr::V6(address)) => address.is_loopback() || is_unique_local(address),
        // A name without a dot is one of this network (or of the containers beside); so are the names kept for that (RFC 6761, 6762, 8375).
        Err(_) => {
            let name = bare.trim_end_matches('.').to_ascii_lowercase();
            !name.contains('.') || [".localhost", ".local", ".internal", ".home.arpa"].iter().any(|end| name.ends_with(end))
        }
    }
}

/// `fc00::/7` (RFC 4193) and `fe80::/10`.
fn is_unique_local(address: Ipv6Addr) -> bool {
    let first = address.segments()[0];
    first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
}

/// Host and, where it is not the usual one, port.
fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

impl EngineListing {
    /// A listing of an engine at an address.
    pub(super) fn new(id: &str, kind: &'static str, model: Option<&str>, address: &Url, units_billed: UnitsBilled) -> Self {
        let third_party = !is_local(address);
        Self {
            id: id.to_owned(),
            kind,
            model: model.map(str::to_owned),
            host: host_of(address),
            third_party,
            units_billed: if third_party { units_billed } else { UnitsBilled::Nothing },
            characters_per_day: None,
            enabled: true,
            terms_of_use: None,
            licence: None,
            routes: Vec::new(),
        }
    }

    /// A listing of a model on this machine.
    pub(super) fn of_this_machine(id: &str, kind: &'static str, model: &str, licence: Option<String>) -> Self {
        Self {
            id: id.to_owned(),
            kind,
            model: Some(model.to_owned()),
            host: THIS_MACHINE.to_owned(),
            third_party: false,
            units_billed: UnitsBilled::Nothing,
            characters_per_day: None,
            enabled: true,
            terms_of_use: None,
            licence,
            routes: Vec::new(),
        }
    }

    /// Whether a text of this engine and model, as provenance names them, is one that this engine would make again. A service may say the model more
    /// exactly than it was asked for (`gpt-4o-2024-11-20`), and one of several that were allowed.
    #[must_use]
    pub fn made(&self, engine: &str, model: Option<&str>) -> bool {
        if self.kind != engine {
            return false;
        }
        let (Some(asked), Some(made)) = (self.model.as_deref(), model) else { return true };
        match self.kind {
            super::textra::NAME => asked.split(',').any(|family| made.starts_with(family)),
            super::deepl::NAME => asked == made || asked.starts_with("prefer"),
            _ => {
                let mut rest = match made.strip_prefix(asked) {
                    Some("") => return true,
                    Some(rest) => rest.chars(),
                    None => return false,
                };
                matches!(rest.next(), Some('-' | '@' | ':')) && rest.next().is_some_and(|c| c.is_ascii_digit())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_engine_would_make_again_is_told_by_engine_and_model() {
        let url = Url::parse("https://mt.example.com").expect("an address");
        for (kind, asked, engine, model, same) in [
            ("openai-compatible", Some("gpt-4o"), "openai-compatible", Some("gpt-4o"), true),
            ("openai-compatible", Some("gpt-4o"), "openai-compatible", Some("gpt-4o-2024-11-20"), true),
            ("openai-compatible", Some("gpt-4o"), "openai-compatible", Some("gpt-4o-mini"), false),
            ("openai-compatible", Some("gpt-4o"), "openai-compatible", Some("gemma"), false),
            ("openai-compatible", Some("gpt-4o"), "deepl", Some("gpt-4o"), false),
            ("deepl", None, "deepl", Some("quality_optimized"), true),
            ("deepl", Some("prefer_quality_optimized"), "deepl", Some("latency_optimized"), true),
            ("deepl", Some("quality_optimized"), "deepl", Some("latency_optimized"), false),
            ("textra", Some("patentNT,generalNT"), "textra", Some("generalNT_th_ja"), true),
            ("textra", Some("patentNT"), "textra", Some("generalNT_th_ja"), false),
            ("libretranslate", None, "libretranslate", None, true),
        ] {
            let listing = EngineListing::new("one", kind, asked, &url, UnitsBilled::Characters);
            assert_eq!(listing.made(engine, model), same, "{kind} {asked:?} {engine} {model:?}");
        }
    }

    #[test]
    fn this_machine_and_network_are_told_from_others() {
        for (address, local) in [
            ("http://127.0.0.1:8000", true),
            ("http://[::1]/", true),
            ("http://localhost:1", true),
            ("http://10.1.2.3", true),
            ("http://192.168.0.9", true),
            ("http://[fd00::1]", true),
            ("http://llm:8000", true),
            ("http://gpu.office.internal", true),
            ("https://api.deepl.com", false),
            ("https://8.8.8.8", false),
            ("https://[2001:db8::1]", false),
            ("https://local.example.com", false),
        ] {
            assert_eq!(is_local(&Url::parse(address).expect("an address")), local, "{address}");
        }
    }
}
