//! What a text is made of when it is searched: folding, scripts, words, and the needles that a query's words become.
//!
//! The same code reads documents, queries and the texts that are highlighted, so that what is shown is what was found.
//!
//! | script | terms |
//! |---|---|
//! | Han, kana, hangul | every two characters in a row, and the last character of a run by itself; a run is found as an exact substring |
//! | Thai, Lao, Khmer, Burmese | the words of a dictionary, found in order |
//! | all others | words between spaces and signs: folded, and stemmed where the text's language has a stemmer; a number and its unit are two |
//!
//! The script decides how a run of characters is cut; the language of the text decides only what becomes of its words
//! ([`Rules`]), and whether 旧字体 meet today's forms. So Latin words within Japanese are whole words, and Japanese quoted in an English text is found like any Japanese.

mod accents;
mod analyser;
mod arabic;
mod ascii;
mod beginning;
mod firsts;
mod fold;
mod hangul;
mod ideographs;
mod kana;
mod matcher;
mod needle;
mod pieces;
mod plain;
mod rules;
mod segmenter;
mod ukrainian;
mod units;
mod vietnamese;

pub(crate) use analyser::{Analyser, Tokens};
pub(crate) use beginning::{Beginning, folded};
pub(crate) use matcher::{Finder, merged};
pub(crate) use needle::{Element, Form, Needle};
pub(crate) use pieces::is_by_pairs;
pub(crate) use rules::Rules;

#[cfg(test)]
mod tests;
