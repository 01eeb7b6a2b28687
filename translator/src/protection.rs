//! What an engine must not touch: formulae, sequences, citations, numbers of publications, figures, signs, quantities, claims, addresses.
//!
//! Before a text goes to an engine such pieces are masked by the engine's own means; afterwards each must be there once, and is put back in its
//! Japanese form. Nothing is dropped in silence: a piece that is missing or doubled is an error, upon which the caller asks again without
//! masks and has the checks look at the answer.

mod chemistry;
mod pieces;

use std::ops::Range;

use thiserror::Error;

pub use self::pieces::protected_pieces;

/// What a protected piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProtectedKind {
    /// A formula of chemistry or mathematics.
    Formula,
    /// `SEQ ID NO: 3`
    Sequence,
    /// DOI, ISBN, arXiv.
    Citation,
    /// The number of a publication or application.
    PublicationNumber,
    /// `FIG. 3A`
    Figure,
    /// `12a`
    Sign,
    /// `5 mm`
    Quantity,
    /// `claim 1 or 2`
    ClaimReference,
    /// URL or e-mail address.
    Address,
}

impl ProtectedKind {
    /// Whether the piece must stay as it is even for an engine that sees nothing of it. The others help an engine to understand its sentence.
    #[must_use]
    pub fn is_opaque(self) -> bool {
        matches!(self, Self::Formula | Self::Sequence | Self::Citation | Self::PublicationNumber | Self::Address)
    }
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProtectedPiece {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: ProtectedKind,
    /// What stands for it in Japanese: 図3A, 配列番号3, 請求項1または2; formulae and addresses as they are.
    pub japanese: String,
}

/// How an engine is told to leave a piece alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Protection {
    /// Not at all: small models copy numbers well and stumble over marks.
    #[default]
    None,
    /// `<x id="1">…</x>`, with the rest of the text escaped as XML.
    Xml,
    /// `<span translate="no" class="notranslate">…</span>`, with the rest escaped as HTML.
    NoTranslate,
    /// `｟…｠`
    WhiteBrackets,
    /// `⟦1⟧` in the place of the piece.
    Numbered,
}

impl Protection {
    /// Part of the key under which answers are kept: an answer to a masked text may be another one. Empty for no masks.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Xml => "xml",
            Self::NoTranslate => "no-translate",
            Self::WhiteBrackets => "white-brackets",
            Self::Numbered => "numbered",
        }
    }
}

/// A text as it goes to the engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// The text with its marks.
    pub text: String,
    pieces: Vec<ProtectedPiece>,
    means: Protection,
}

/// A mark did not come back as it went.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ProtectionError {
    /// The piece is not in the answer.
    #[error("a protected piece is missing from the answer: {0}")]
    Missing(String),
    /// The piece, or a mark that was never sent, is there too often.
    #[error("a mark stands in the answer that was not sent, or stands there twice")]
    Unexpected,
}

impl ProtectionError {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        "protection-lost"
    }
}

impl Masked {
    /// Masks a text. Without pieces, or without means, the text is as it was, but for the escapes of its means.
    #[must_use]
    pub fn of(text: &str, pieces: Vec<ProtectedPiece>, means: Protection) -> Self {
        // A text that holds our marks itself is not masked: they could not be told apart afterwards.
        let collides = match means {
            Protection::None | Protection::Xml | Protection::NoTranslate => false,
            Protection::WhiteBrackets => text.contains(['｟', '｠']),
            Protection::Numbered => text.contains(['⟦', '⟧']),
        };
        let means = if collides { Protection::None } else { means };
        let mut pieces: Vec<ProtectedPiece> = match means {
            Protection::None => Vec::new(),
            Protection::Numbered => pieces.into_iter().filter(|piece| piece.kind.is_opaque()).collect(),
            _ => pieces,
        };
        pieces.retain(|piece| text.get(piece.range.clone()).is_some());
        pieces.sort_by_key(|piece| piece.range.start);
        let mut last_end = 0;
        pieces.retain(|piece| {
            let keep = piece.range.start >= last_end;
            if keep {
                last_end = piece.range.end;
            }
            keep
        });
        let mut out = String::with_capacity(text.len() + pieces.len() * 24);
        let mut last = 0;
        for (index, piece) in pieces.iter().enumerate() {
            push_escaped(&text[last..piece.range.start], means, &mut out);
            let content = &piece.japanese;
            match means {
                Protection::None => out.push_str(&text[piece.range.clone()]),
                Protection::Xml => {
                    out.push_str(&format!("<x id=\"{}\">", index + 1));
                    push_escaped(content, means, &mut out);
                    out.push_str("</x>");
                }
                Protection::NoTranslate => {
                    out.push_str("<span translate=\"no\" class=\"notranslate\">");
                    push_escaped(content, means, &mut out);
                    out.push_str("</span>");
                }
                Protection::WhiteBrackets => {
                    out.push('｟');
                    out.push_str(content);
                    out.push('｠');
                }
                Protection::Numbered => out.push_str(&format!("⟦{}⟧", index + 1)),
            }
            last = piece.range.end;
        }
        push_escaped(&text[last..], means, &mut out);
        Self { text: out, pieces, means }
    }

    /// Whether anything is masked.
    #[must_use]
    pub fn is_masked(&self) -> bool {
        !self.pieces.is_empty()
    }

    /// The engine's answer with its pieces put back.
    ///
    /// # Errors
    /// Where a piece is missing, doubled or made up.
    pub fn restored(&self, answer: &str) -> Result<String, ProtectionError> {
        let missing = |piece: &ProtectedPiece| ProtectionError::Missing(piece.japanese.clone());
        match self.means {
            Protection::None => Ok(answer.to_owned()),
            Protection::Numbered => {
                let mut seen = vec![false; self.pieces.len()];
                let mut out = String::with_capacity(answer.len());
                let mut rest = answer;
                while let Some(at) = rest.find('⟦') {
                    out.push_str(&rest[..at]);
                    let after = &rest[at + '⟦'.len_utf8()..];
                    let end = after.find('⟧').ok_or(ProtectionError::Unexpected)?;
                    let index =
                        after[..end].trim().parse::<usize>().ok().and_then(|n| n.checked_sub(1)).ok_or(ProtectionError::Unexpected)?;
                    let piece = self.pieces.get(index).ok_or(ProtectionError::Unexpected)?;
                    // Twice is style as a rule (a pronoun resolved); the numbers are checked in any case.
                    seen[index] = true;
                    out.push_str(&piece.japanese);
                    rest = &after[end + '⟧'.len_utf8()..];
                }
                out.push_str(rest);
                match self.pieces.iter().zip(&seen).find(|(_, seen)| !**seen) {
                    Some((piece, _)) => Err(missing(piece)),
                    None => Ok(out),
                }
            }
            Protection::Xml | Protection::NoTranslate => {
                let text = without_tags(answer)?;
                self.all_there(&text, missing)?;
                Ok(text)
            }
            Protection::WhiteBrackets => {
                let text = answer.replace(['｟', '｠'], "");
                self.all_there(&text, missing)?;
                Ok(text)
            }
        }
    }

    /// Whether each piece is in the text, as often as it was sent.
    fn all_there(&self, text: &str, missing: impl Fn(&ProtectedPiece) -> ProtectionError) -> Result<(), ProtectionError> {
        // Engines set spaces around what they were not to touch.
        let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let text = bare(text);
        self.pieces.iter().find(|piece| !text.contains(&bare(&piece.japanese))).map_or(Ok(()), |piece| Err(missing(piece)))
    }
}

fn push_escaped(text: &str, means: Protection, out: &mut String) {
    if !matches!(means, Protection::Xml | Protection::NoTranslate) {
        out.push_str(text);
        return;
    }
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c => out.push(c),
        }
    }
}

/// The text of an answer in XML or HTML: tags taken out, the standard entities read.
fn without_tags(answer: &str) -> Result<String, ProtectionError> {
    let mut out = String::with_capacity(answer.len());
    let mut rest = answer;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(tag) = rest.strip_prefix('<') {
            let end = tag.find('>').ok_or(ProtectionError::Unexpected)?;
            rest = &tag[end + 1..];
        } else {
            const ENTITIES: [(&str, &str); 7] =
                [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&nbsp;", " ")];
            match ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity)) {
                Some((entity, text)) => {
                    out.push_str(text);
                    rest = &rest[entity.len()..];
                }
                None => {
                    out.push('&');
                    rest = &rest[1..];
                }
            }
        }
    }
    out.push_str(rest);
    Ok(out)
}

#[cfg(test)]
mod tests;
