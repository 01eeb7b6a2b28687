//! Translation memory and termbase, read from translators' files and written to them: for commands and for forms.

mod batches;
mod exports;
mod memory_import;
mod report;
mod source_file;
mod term_rows;
mod terms_import;

pub use exports::{ExportError, Exported, export_memory, export_terms};
pub use memory_import::{MemoryImport, import_memory};
pub use report::{FileReport, ImportReport, Line};
pub use source_file::{NamedFile, SourceFile, fault};
pub use terms_import::{TermsImport, import_terms, read_whole_terms};
