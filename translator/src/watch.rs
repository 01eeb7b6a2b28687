//! What engines do is told to somebody who counts it: a port.

/// A call of an engine that ended, however it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EngineCall {
    /// The engine, by its name in the configuration.
    pub engine: String,
    /// The office of the documents, WIPO ST.3, where they are of one.
    pub office: Option<String>,
    /// Characters sent.
    pub characters: u64,
    /// Segments that came back with Japanese.
    pub segments: u64,
    /// What is billed: characters or tokens, as the engine says; 0 where it does not.
    pub units_billed: u64,
    /// How long it took.
    pub milliseconds: u64,
    /// Why the whole call failed: a stable code.
    pub failure: Option<&'static str>,
    /// Why single segments did.
    pub without: Vec<&'static str>,
}

/// Counts what engines do. Called in the middle of the work: implementations keep it short.
pub trait EngineWatch: Send + Sync {
    /// A call ended: one that reached the engine, a second try counted again; what is kept or refused before it is none.
    fn called(&self, call: EngineCall);

    /// The Japanese of a segment was checked: the codes of what was found, each once, warnings and errors.
    fn checked(&self, engine: &str, office: Option<&str>, findings: &[&'static str]);
}
