//! Counting what really comes out of files and archives.

use std::{
    cell::Cell,
    fmt,
    io::{self, Read},
};

use crate::{Limits, codes, codes::RejectCode};

/// Size below which no ratio is watched: small files of blanks compress beyond any bound and harm nobody.
const UNWATCHED: u64 = 1024 * 1024;
/// The same for a whole delivery.
const UNWATCHED_DELIVERY: u64 = 64 * 1024 * 1024;

/// What a delivery has used up.
#[derive(Debug)]
pub(crate) struct Budget<'l> {
    /// The limits.
    pub(crate) limits: &'l Limits,
    unpacked: Cell<u64>,
    packed: u64,
}

impl<'l> Budget<'l> {
    /// The budget of a delivery of so many bytes as it came.
    pub(crate) fn new(limits: &'l Limits, packed: u64) -> Self {
        Self { limits, unpacked: Cell::new(0), packed }
    }
}

/// A limit was reached while reading: the payload of an [`io::Error`].
#[derive(Debug)]
pub(crate) struct LimitHit {
    /// Which one.
    pub(crate) code: &'static RejectCode,
    /// Its value.
    pub(crate) limit: u64,
}

impl LimitHit {
    /// The limit that an error is about, if it is about one.
    pub(crate) fn of(error: &io::Error) -> Option<&Self> {
        error.get_ref().and_then(|inner| inner.downcast_ref())
    }
}

impl fmt::Display for LimitHit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code.as_str(), self.limit)
    }
}

impl std::error::Error for LimitHit {}

/// A reader that counts.
pub(crate) struct Guarded<'r> {
    input: &'r mut dyn Read,
    budget: &'r Budget<'r>,
    /// Packed size, where the input is being unpacked.
    packed: Option<u64>,
    read: &'r Cell<u64>,
}

impl<'r> Guarded<'r> {
    /// Watches a reader; `packed` is the size of what it unpacks, and `read` is told how many bytes came.
    pub(crate) fn new(input: &'r mut dyn Read, budget: &'r Budget<'r>, packed: Option<u64>, read: &'r Cell<u64>) -> Self {
        read.set(0);
        Self { input, budget, packed, read }
    }

    fn check(&self) -> Result<(), LimitHit> {
        let limits = self.budget.limits;
        let unpacked = self.budget.unpacked.get();
        if self.read.get() > limits.file_bytes {
            return Err(LimitHit { code: &codes::FILE_TOO_LARGE, limit: limits.file_bytes });
        }
        if unpacked > limits.delivery_bytes {
            return Err(LimitHit { code: &codes::DELIVERY_TOO_LARGE, limit: limits.delivery_bytes });
        }
        if let Some(packed) = self.packed {
            let file = self.read.get() > UNWATCHED && self.read.get() > packed.saturating_mul(limits.ratio);
            // Archives within archives multiply their ratios: the delivery as a whole has one too.
            let delivery = unpacked > UNWATCHED_DELIVERY && unpacked > self.budget.packed.saturating_mul(limits.ratio);
            if file || delivery {
                return Err(LimitHit { code: &codes::ARCHIVE_RATIO, limit: limits.ratio });
            }
        }
        Ok(())
    }
}

impl Read for Guarded<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into)?;
        self.read.set(self.read.get().saturating_add(read as u64));
        self.budget.unpacked.set(self.budget.unpacked.get().saturating_add(read as u64));
        self.check().map_err(io::Error::other)?;
        Ok(read)
    }
}
