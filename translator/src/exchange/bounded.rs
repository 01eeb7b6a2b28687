//! A reader that counts lines, and gives up on a piece that never ends.

use std::{
    cell::Cell,
    io::{self, BufRead, Read},
    rc::Rc,
};

/// What the reader has passed, seen from outside while a parser holds it.
#[derive(Clone, Debug, Default)]
pub(super) struct Passed {
    lines: Rc<Cell<u64>>,
    since: Rc<Cell<usize>>,
    too_large: Rc<Cell<bool>>,
}

impl Passed {
    /// The line at which reading stands, from 1.
    pub fn line(&self) -> u64 {
        self.lines.get() + 1
    }

    /// Begins a new piece.
    pub fn begin(&self) {
        self.since.set(0);
    }

    /// Whether reading stopped because a piece was too large.
    pub fn is_too_large(&self) -> bool {
        self.too_large.get()
    }
}

/// A buffered reader with a limit on what is read between two calls of [`Passed::begin`].
pub(super) struct Bounded<R> {
    inner: R,
    passed: Passed,
    limit: usize,
}

impl<R: BufRead> Bounded<R> {
    pub fn new(inner: R, limit: usize) -> (Self, Passed) {
        let passed = Passed::default();
        (Self { inner, passed: passed.clone(), limit }, passed)
    }
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(out.len());
        out[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.passed.since.get() > self.limit {
            self.passed.too_large.set(true);
            return Err(io::Error::other("too large"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        // What is consumed was given out just before, so that this reads nothing anew.
        if let Ok(buffer) = self.inner.fill_buf() {
            let lines = buffer.iter().take(count).filter(|byte| **byte == b'\n').count();
            self.passed.lines.set(self.passed.lines.get() + u64::try_from(lines).unwrap_or_default());
        }
        self.passed.since.set(self.passed.since.get().saturating_add(count));
        self.inner.consume(count);
    }
}
