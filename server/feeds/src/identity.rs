//! The identity of a delivery: what was already harvested is known again by its content.

use std::{io::Read, path::Path};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{DeliveryError, Limits, archive::Container, walk};

/// What a delivery is, by its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryIdentity {
    /// SHA-256, hexadecimal: of a file its bytes; of a directory the names, by `/` and sorted, and the hashes of its files.
    pub id: String,
    /// Size as it came, bytes.
    pub size: u64,
}

/// Finds the identity of a delivery, reading it once in a stream.
///
/// # Errors
/// When something cannot be opened or read, or there are more files than the limit.
pub fn delivery_identity(path: &Path, limits: &Limits) -> Result<DeliveryIdentity, DeliveryError> {
    let directory = walk::open(path, limits)?;
    let is_directory = path.is_dir();
    let mut names = Sha256::new();
    let mut size = 0;
    let mut buffer = vec![0; 256 * 1024];
    for entry in directory.entries() {
        let mut content = Sha256::new();
        let mut outcome = Ok(0);
        directory
            .open(entry, &mut |input| outcome = hash(input, &mut content, &mut buffer))
            .map_err(|refused| DeliveryError::Open { path: refused.name, cause: std::io::Error::other(refused.detail) })?;
        size += outcome.map_err(|cause| DeliveryError::Open { path: entry.name.clone(), cause })?;
        let content = content.finalize();
        if !is_directory {
            return Ok(DeliveryIdentity { id: hex::encode(content), size });
        }
        names.update((entry.name.len() as u64).to_le_bytes());
        names.update(entry.name.as_bytes());
        names.update(content);
    }
    Ok(DeliveryIdentity { id: hex::encode(names.finalize()), size })
}

fn hash(input: &mut dyn Read, into: &mut Sha256, buffer: &mut [u8]) -> std::io::Result<u64> {
    let mut size = 0;
    loop {
        match input.read(buffer)? {
            0 => return Ok(size),
            read => {
                into.update(&buffer[..read]);
                size += read as u64;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn content_and_names_make_the_identity() {
        let folder = tempfile::tempdir().expect("a folder");
        let limits = Limits::default();
        let identity = || delivery_identity(folder.path(), &limits).expect("an identity");
        fs::create_dir(folder.path().join("b")).expect("a folder");
        fs::write(folder.path().join("b/1"), "x").expect("a file");
        let first = identity();
        assert_eq!((first.size, first.id.len()), (1, 64));
        assert_eq!(identity(), first);
        fs::rename(folder.path().join("b/1"), folder.path().join("b/2")).expect("renamed");
        assert_ne!(identity().id, first.id);
        let file = delivery_identity(&folder.path().join("b/2"), &limits).expect("an identity");
        assert_eq!(file.id, hex::encode(Sha256::digest(b"x")));
        assert!(delivery_identity(&folder.path().join("none"), &limits).is_err());
    }
}
