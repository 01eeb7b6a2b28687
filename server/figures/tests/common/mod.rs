//! TIFF files made for tests, page by page.

/// A page to be written.
pub struct PageSpec {
    pub width: u32,
    pub height: u32,
    pub compression: u16,
    pub photometric: u16,
    pub bits: u16,
    pub samples: u16,
    pub rows_per_strip: u32,
    pub strips: Vec<Vec<u8>>,
    /// More fields, each of one number of 32 bits.
    pub more: Vec<(u16, u32)>,
    /// Overrides of what the strips' fields say: offset and length of the first.
    pub false_strip: Option<(u32, u32)>,
    /// A colour map.
    pub colours: Vec<u16>,
}

impl PageSpec {
    pub fn bilevel(width: u32, height: u32, compression: u16, data: Vec<u8>) -> Self {
        Self {
            width,
            height,
            compression,
            photometric: 0,
            bits: 1,
            samples: 1,
            rows_per_strip: height,
            strips: vec![data],
            more: Vec::new(),
            false_strip: None,
            colours: Vec::new(),
        }
    }
}

/// A little-endian TIFF of some pages; `back_to` makes the last directory point to that page's.
pub fn tiff(pages: &[PageSpec], back_to: Option<usize>) -> Vec<u8> {
    let mut file = b"II*\0\0\0\0\0".to_vec();
    let mut pointer = 4;
    let mut directories = Vec::new();
    let put = |file: &mut Vec<u8>, at: usize, value: u32| file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    let length = |file: &Vec<u8>| u32::try_from(file.len()).expect("a small file");
    for page in pages {
        let mut offsets = Vec::new();
        let mut counts = Vec::new();
        for strip in &page.strips {
            offsets.push(length(&file));
            counts.push(u32::try_from(strip.len()).expect("a small strip"));
            file.extend_from_slice(strip);
            file.resize(file.len().next_multiple_of(2), 0);
        }
        if let Some((offset, count)) = page.false_strip {
            offsets[0] = offset;
            counts[0] = count;
        }
        let mut fields: Vec<(u16, u16, Vec<u32>)> = vec![
            (256, 4, vec![page.width]),
            (257, 4, vec![page.height]),
            (258, 3, vec![u32::from(page.bits); usize::from(page.samples)]),
            (259, 3, vec![u32::from(page.compression)]),
            (262, 3, vec![u32::from(page.photometric)]),
            (273, 4, offsets),
            (277, 3, vec![u32::from(page.samples)]),
            (278, 4, vec![page.rows_per_strip]),
            (279, 4, counts),
        ];
        fields.extend(page.more.iter().map(|(tag, value)| (*tag, 4, vec![*value])));
        if !page.colours.is_empty() {
            fields.push((320, 3, page.colours.iter().map(|value| u32::from(*value)).collect()));
        }
        fields.sort_by_key(|(tag, ..)| *tag);
        let directory = file.len();
        let at = length(&file);
        put(&mut file, pointer, at);
        directories.push(at);
        file.extend_from_slice(&u16::try_from(fields.len()).expect("few fields").to_le_bytes());
        let mut beyond = Vec::new();
        let behind = directory + 2 + fields.len() * 12 + 4;
        for (tag, kind, values) in &fields {
            file.extend_from_slice(&tag.to_le_bytes());
            file.extend_from_slice(&kind.to_le_bytes());
            file.extend_from_slice(&u32::try_from(values.len()).expect("few values").to_le_bytes());
            let bytes: Vec<u8> = values
                .iter()
                .flat_map(|value| {
                    if *kind == 3 { u16::try_from(*value).expect("16 bits").to_le_bytes().to_vec() } else { value.to_le_bytes().to_vec() }
                })
                .collect();
            if bytes.len() <= 4 {
                let mut inline = bytes;
                inline.resize(4, 0);
                file.extend_from_slice(&inline);
            } else {
                let at = u32::try_from(behind + beyond.len()).expect("a small file");
                file.extend_from_slice(&at.to_le_bytes());
                beyond.extend_from_slice(&bytes);
                beyond.resize(beyond.len().next_multiple_of(2), 0);
            }
        }
        pointer = file.len();
        file.extend_from_slice(&[0; 4]);
        file.extend_from_slice(&beyond);
    }
    if let Some(page) = back_to {
        put(&mut file, pointer, directories[page]);
    }
    file
}

/// A bitmap in CCITT Group 4.
pub fn group4(width: u32, rows: &[Vec<bool>]) -> Vec<u8> {
    use fax::{Color, VecWriter, encoder::Encoder};
    let width = u16::try_from(width).expect("16 bits");
    let mut encoder = Encoder::new(VecWriter::new());
    for row in rows {
        let pels = row.iter().map(|black| if *black { Color::Black } else { Color::White });
        encoder.encode_line(pels, width).expect("memory takes everything");
    }
    encoder.finish().expect("memory takes everything").finish()
}

/// A bitmap, packed eight pixels a byte, set bits black.
pub fn packed(rows: &[Vec<bool>]) -> Vec<u8> {
    rows.iter()
        .flat_map(|row| {
            row.chunks(8).map(|bits| bits.iter().enumerate().fold(0_u8, |byte, (at, black)| byte | (u8::from(*black) << (7 - at))))
        })
        .collect()
}

/// A page as offices draw them: lines, boxes and hatching on much white.
pub fn drawing(width: u32, height: u32, seed: u32) -> Vec<Vec<bool>> {
    (0..height)
        .map(|y| {
            (0..width)
                .map(|x| {
                    let (x, y) = (x + seed * 37, y + seed * 11);
                    let frame = (x % 400 < 4 && y % 300 < 200) || (y % 300 < 3 && x % 400 < 320);
                    let hatch = x % 800 < 200 && y % 900 < 250 && (x + y) % 24 < 2;
                    let circle = {
                        let (dx, dy) = ((x % 600).abs_diff(300), (y % 700).abs_diff(350));
                        (dx * dx + dy * dy).abs_diff(40_000) < 800
                    };
                    frame || hatch || circle
                })
                .collect()
        })
        .collect()
}
