//! What the servers of these tests have, and when they break off.

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicU64, Ordering},
};

use sha2::{Digest as _, Sha256};

/// When a server breaks off.
#[derive(Clone, Copy)]
pub struct Breaks {
    /// Bytes after which every connection for data breaks; `None` for never.
    pub after: Option<usize>,
}

impl Breaks {
    pub const fn after(bytes: usize) -> Self {
        Self { after: Some(bytes) }
    }

    pub const fn never() -> Self {
        Self { after: None }
    }
}

/// Bytes that are nowhere the same, so that a piece in the wrong place is seen.
pub fn content(length: usize) -> Vec<u8> {
    static LARGE: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut bytes = Vec::with_capacity(crate::LARGE);
        while bytes.len() < crate::LARGE {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            bytes.extend_from_slice(&state.to_le_bytes());
        }
        bytes
    });
    LARGE[..length].to_vec()
}

pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Counts what was sent.
#[derive(Clone, Default)]
pub struct Sent(Arc<AtomicU64>);

impl Sent {
    pub fn add(&self, bytes: usize) {
        self.0.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}
