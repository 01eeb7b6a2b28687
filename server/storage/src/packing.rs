//! Packing of texts into blobs.
//!
//! A packed blob is one byte naming the codec, four bytes (little-endian) of the unpacked length, and the bytes. Bibliographic data are
//! short and made of the same few member names, so they are packed against a dictionary of those names; dictionaries are part of the
//! format and never change: a better one gets a codec of its own.

use std::{cell::RefCell, sync::LazyLock};

use zstd::{
    bulk::{Compressor, Decompressor},
    dict::{DecoderDictionary, EncoderDictionary},
};

use crate::StorageError;

/// Level of zstd: its default.
const LEVEL: i32 = 3;

/// The largest blob that is unpacked, in bytes, so that a broken length cannot ask for all memory.
const LARGEST: usize = 512 << 20;

/// Bytes before the packed ones.
const HEADER: usize = 5;

/// Shorter texts are kept as they are: packed they would be longer.
const SHORTEST: usize = 48;

const BIBLIOGRAPHIC: &[u8] = include_bytes!("../dictionaries/bibliographic-1.json");
static BIBLIOGRAPHIC_ENCODER: LazyLock<EncoderDictionary<'static>> = LazyLock::new(|| EncoderDictionary::copy(BIBLIOGRAPHIC, LEVEL));
static BIBLIOGRAPHIC_DECODER: LazyLock<DecoderDictionary<'static>> = LazyLock::new(|| DecoderDictionary::copy(BIBLIOGRAPHIC));

/// How a blob was packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Codec {
    /// As it is.
    Plain = 0,
    /// zstd.
    Zstd = 1,
    /// zstd with the dictionary of bibliographic data.
    Bibliographic = 2,
}

/// Packs blobs; one for many, as its tables are not small.
pub(crate) struct Packer {
    plain: Compressor<'static>,
    bibliographic: Compressor<'static>,
}

impl Packer {
    /// A packer.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub(crate) fn new() -> Result<Self, StorageError> {
        Ok(Self { plain: Compressor::new(LEVEL)?, bibliographic: Compressor::with_prepared_dictionary(&BIBLIOGRAPHIC_ENCODER)? })
    }

    /// Packs a text or a record.
    pub(crate) fn pack(&mut self, bytes: &[u8]) -> Result<Vec<u8>, StorageError> {
        pack(Codec::Zstd, &mut self.plain, bytes)
    }

    /// Packs the JSON of bibliographic data.
    pub(crate) fn pack_bibliographic(&mut self, bytes: &[u8]) -> Result<Vec<u8>, StorageError> {
        pack(Codec::Bibliographic, &mut self.bibliographic, bytes)
    }
}

fn pack(codec: Codec, compressor: &mut Compressor<'static>, bytes: &[u8]) -> Result<Vec<u8>, StorageError> {
    let length = u32::try_from(bytes.len()).ok().filter(|_| bytes.len() <= LARGEST);
    let length = length.ok_or_else(|| StorageError::Failed(format!("a text of {} bytes is too long to be stored", bytes.len())))?;
    let mut blob = Vec::with_capacity(HEADER + bytes.len() / 2);
    let mut begin = |codec: Codec| {
        blob.clear();
        blob.push(codec as u8);
        blob.extend_from_slice(&length.to_le_bytes());
    };
    if bytes.len() >= SHORTEST {
        let packed = compressor.compress(bytes)?;
        if packed.len() < bytes.len() {
            begin(codec);
            blob.extend_from_slice(&packed);
            return Ok(blob);
        }
    }
    begin(Codec::Plain);
    blob.extend_from_slice(bytes);
    Ok(blob)
}

/// Unpacks blobs; one for many, as its tables are not small. They are made when they are first needed.
#[derive(Default)]
pub(crate) struct Unpacker {
    plain: Option<Decompressor<'static>>,
    bibliographic: Option<Decompressor<'static>>,
}

thread_local! {
    static OF_THREAD: RefCell<Unpacker> = RefCell::default();
}

impl Unpacker {
    /// Does something with an unpacker that the thread keeps: for what is so short that making one would cost more.
    pub(crate) fn of_thread<T>(unpack: impl FnOnce(&mut Self) -> T) -> T {
        OF_THREAD.with(|unpacker| match unpacker.try_borrow_mut() {
            Ok(mut unpacker) => unpack(&mut unpacker),
            // Unpacking within unpacking: rather another one than a panic.
            Err(_) => unpack(&mut Self::default()),
        })
    }

    /// Unpacks a blob, whichever way it was packed.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] where the blob is none of ours.
    pub(crate) fn unpack(&mut self, blob: &[u8]) -> Result<Vec<u8>, StorageError> {
        let corrupt = |why: &str| StorageError::Corrupt(format!("a packed text: {why}"));
        let (&[codec, a, b, c, d], packed) = blob.split_first_chunk::<HEADER>().ok_or_else(|| corrupt("it is cut off"))?;
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        if length > LARGEST {
            return Err(corrupt("its length is impossible"));
        }
        let bytes = match codec {
            0 => packed.to_vec(),
            1 => {
                let made = match self.plain.take() {
                    Some(made) => made,
                    None => Decompressor::new()?,
                };
                self.plain.insert(made).decompress(packed, length).map_err(|error| corrupt(&error.to_string()))?
            }
            2 => {
                let made = match self.bibliographic.take() {
                    Some(made) => made,
                    None => Decompressor::with_prepared_dictionary(&BIBLIOGRAPHIC_DECODER)?,
                };
                self.bibliographic.insert(made).decompress(packed, length).map_err(|error| corrupt(&error.to_string()))?
            }
            _ => return Err(corrupt("its codec is unknown")),
        };
        if bytes.len() == length { Ok(bytes) } else { Err(corrupt("its length is wrong")) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(bytes in proptest::collection::vec(any::<u8>(), 0..3_000), repeat in 1_usize..4) {
            let bytes = bytes.repeat(repeat);
            let (mut packer, mut unpacker) = (Packer::new().expect("a packer"), Unpacker::default());
            for blob in [packer.pack(&bytes).expect("packed"), packer.pack_bibliographic(&bytes).expect("packed")] {
                prop_assert_eq!(&unpacker.unpack(&blob).expect("unpacked"), &bytes);
                prop_assert!(blob.len() <= bytes.len() + HEADER);
            }
        }

        #[test]
        fn any_blob_is_unpacked_without_panic(blob in proptest::collection::vec(any::<u8>(), 0..200), codec in 0_u8..4) {
            let mut unpacker = Unpacker::default();
            let _ = unpacker.unpack(&blob);
            let mut named = vec![codec, 100, 0, 0, 0];
            named.extend_from_slice(&blob);
            let _ = unpacker.unpack(&named);
        }
    }

    #[test]
    fn an_impossible_length_is_refused() {
        let mut unpacker = Unpacker::default();
        let refused = unpacker.unpack(&[1, 0xff, 0xff, 0xff, 0xff, 1, 2, 3]);
        assert!(matches!(refused, Err(StorageError::Corrupt(_))), "{refused:?}");
    }
}
