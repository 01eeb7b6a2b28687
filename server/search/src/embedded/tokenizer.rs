//! Our analysis as tokenizers of the index.

use std::collections::HashMap;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

use super::schema::{NAMES, TEXTS};
use crate::{
    analysis::{Analyser, Rules, Tokens},
    texts,
};

/// Registers the tokenizers that the schema names.
pub(super) fn register(tokenizers: &TokenizerManager) {
    tokenizers.register(TEXTS, TextTokenizer::default());
    tokenizers.register(NAMES, NameTokenizer { analyser: Analyser::names() });
}

/// Reads values as [`texts::write`] writes them.
#[derive(Clone, Default)]
struct TextTokenizer {
    analysers: HashMap<Rules, Analyser>,
}

/// Reads names, one a line.
#[derive(Clone)]
struct NameTokenizer {
    analyser: Analyser,
}

impl Tokenizer for TextTokenizer {
    type TokenStream<'a> = Lines<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        let (rules, prefix, text) = match texts::read(text) {
            Some(stored) => {
                let language = texts::group(&stored.language);
                (Rules::of(&language), texts::prefix(&language, stored.origin), stored.text)
            }
            None => (Rules::Plain, String::new(), ""),
        };
        Lines::new(text, prefix, self.analysers.entry(rules).or_insert_with(|| Analyser::new(rules)))
    }
}

impl Tokenizer for NameTokenizer {
    type TokenStream<'a> = Lines<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        Lines::new(text, String::new(), &mut self.analyser)
    }
}

/// The tokens of a text, read line by line, so that memory is that of the longest line.
struct Lines<'a> {
    lines: std::str::Split<'a, char>,
    prefix: String,
    analyser: &'a mut Analyser,
    tokens: Tokens,
    at: usize,
    position: u32,
    token: Token,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str, prefix: String, analyser: &'a mut Analyser) -> Self {
        Self { lines: text.split('\n'), prefix, analyser, tokens: Tokens::default(), at: 0, position: 0, token: Token::default() }
    }
}

impl TokenStream for Lines<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if let Some((term, token)) = self.tokens.get(self.at) {
                self.at += 1;
                self.token.text.clear();
                self.token.text.push_str(term);
                self.token.position = token.position as usize;
                // Offsets are not indexed.
                self.token.position_length = 1;
                return true;
            }
            let Some(line) = self.lines.next() else { return false };
            self.position = self.analyser.line(line, 0, self.position, &self.prefix, &mut self.tokens);
            self.at = 0;
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}
