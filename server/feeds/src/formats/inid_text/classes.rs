//! Classes: IPC, Locarno, national, Nice with its goods, Vienna.

use publication::{Classification, ClassificationRank, ClassificationScheme, GoodsAndServices, LanguageTag};

use crate::formats::{Remarks, symbol_of};

fn class(scheme: ClassificationScheme, symbol: String, as_published: &str) -> Classification {
    Classification {
        scheme,
        national_scheme: None,
        symbol,
        as_published: as_published.trim().to_owned(),
        version: None,
        rank: None,
        inventive: None,
        office: None,
    }
}

/// Reads (51) of a patent: `Int.Cl. H01M 10/052 (2010.01); A61K 9/16, 9/20`.
pub(super) fn read_ipc(text: &str, classes: &mut Vec<Classification>, remarks: &mut Remarks) {
    let mut subclass = String::new();
    for piece in text.split([';', ',', '\n', '；', '，', '、']).map(str::trim).filter(|piece| !piece.is_empty()) {
        let (symbol_text, version) = symbol_and_version(piece);
        let read = symbol_of(&symbol_text).or_else(|| {
            // "9/20" behind "A61K 9/16" is of the same subclass.
            (!subclass.is_empty() && symbol_text.starts_with(|c: char| c.is_ascii_digit()))
                .then(|| symbol_of(&format!("{subclass}{symbol_text}")))?
        });
        let Some(symbol) = read else {
            remarks.add("class-unreadable", "51", piece);
            continue;
        };
        subclass = symbol.chars().take(4).collect();
        let first = !classes.iter().any(|class| class.scheme == ClassificationScheme::Ipc);
        let mut read = class(ClassificationScheme::Ipc, symbol, piece);
        read.version = version;
        read.rank = Some(if first { ClassificationRank::First } else { ClassificationRank::Later });
        classes.push(read);
    }
}

/// The symbol in a piece such as `Int. Cl.8: H01M 10/052 (2010.01)`, and its version.
fn symbol_and_version(piece: &str) -> (String, Option<String>) {
    let (before, version) = match piece.split_once('(') {
        Some((before, behind)) if !before.trim().is_empty() => {
            let version: String = behind.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
            (before, (version.len() >= 4).then(|| version.replace('.', "-")))
        }
        _ => (piece, None),
    };
    let bytes = before.as_bytes();
    let begins = (0..bytes.len()).find(|at| {
        let compact: Vec<u8> = bytes[*at..].iter().copied().filter(|b| !b.is_ascii_whitespace()).take(4).collect();
        let apart = *at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        apart && matches!(compact.as_slice(), [b'A'..=b'H', a, b, c] if a.is_ascii_digit() && b.is_ascii_digit() && c.is_ascii_alphabetic())
    });
    let symbol = before.get(begins.unwrap_or(0)..).unwrap_or(before).trim();
    (symbol.to_owned(), version)
}

/// Whether (51) is of the Locarno classification: it says so, or is of its form.
pub(super) fn is_locarno(text: &str) -> bool {
    let upper = text.trim().to_ascii_uppercase();
    upper.starts_with("LOC") || locarno_symbols(text).next().is_some_and(|_| !upper.contains('/'))
}

/// Locarno symbols in a text: two digits, a hyphen, two digits.
fn locarno_symbols(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !(c.is_ascii_digit() || c == '-')).filter_map(|word| {
        let (class, subclass) = word.split_once('-')?;
        let fits = (1..=2).contains(&class.len()) && (1..=2).contains(&subclass.len());
        let (class, subclass): (u8, u8) = (class.parse().ok()?, subclass.parse().ok()?);
        (fits && (1..=32).contains(&class)).then(|| format!("{class:02}-{subclass:02}"))
    })
}

/// Reads (51) of a design: `LOC (13) Cl. 14-03`.
pub(super) fn read_locarno(text: &str, classes: &mut Vec<Classification>, remarks: &mut Remarks) {
    let edition = text.split_once("LOC").and_then(|(_, rest)| rest.split_once('(')).and_then(|(before, rest)| {
        let edition = rest.split(')').next()?.trim();
        (before.trim().is_empty() && edition.bytes().all(|b| b.is_ascii_digit())).then(|| edition.to_owned())
    });
    let before = classes.len();
    for symbol in locarno_symbols(text) {
        let mut read = class(ClassificationScheme::Locarno, symbol, text);
        read.version.clone_from(&edition);
        classes.push(read);
    }
    if classes.len() == before {
        remarks.add("class-unreadable", "51", text);
    }
}

/// Reads (52).
pub(super) fn read_national(text: &str, classes: &mut Vec<Classification>) {
    for symbol in text.split([';', ',', '\n']).map(str::trim).filter(|symbol| !symbol.is_empty()) {
        classes.push(class(ClassificationScheme::National, symbol.to_owned(), symbol));
    }
}

/// Reads (531): `26.1.3; 26.4.18`, an edition in parentheses before them.
pub(super) fn read_vienna(text: &str, classes: &mut Vec<Classification>, remarks: &mut Remarks) {
    for piece in text.split([';', ',', '\n', ' ']).map(str::trim).filter(|piece| !piece.is_empty() && !piece.starts_with('(')) {
        let levels: Option<Vec<u16>> = piece.split('.').map(|level| level.parse().ok()).collect();
        match levels {
            Some(levels) if (1..=3).contains(&levels.len()) => {
                let symbol = levels.iter().map(u16::to_string).collect::<Vec<_>>().join(".");
                classes.push(class(ClassificationScheme::Vienna, symbol, piece));
            }
            _ => remarks.add("class-unreadable", "531", piece),
        }
    }
}

/// Reads (511): a class and its goods per line (`9 Computers; software`, `Cl. 9: …`), or class numbers alone (`9, 35`).
pub(super) fn read_nice(text: &str, language: &LanguageTag, goods: &mut Vec<GoodsAndServices>, classes: &mut Vec<Classification>) {
    let numbers: Option<Vec<u8>> =
        text.split([',', ';', ' ', '\n']).filter(|part| !part.is_empty()).map(|part| part.parse().ok().filter(nice_class)).collect();
    if let Some(numbers) = numbers.filter(|numbers| !numbers.is_empty()) {
        for number in numbers {
            add_nice(number, classes);
        }
        return;
    }
    let from = goods.len();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match class_and_goods(line) {
            Some((number, rest)) => {
                add_nice(number, classes);
                goods.push(GoodsAndServices { class: Some(number), language: language.clone(), text: crate::white_space::folded(rest) });
            }
            None => match goods.get_mut(from..).and_then(<[GoodsAndServices]>::last_mut) {
                Some(last) => {
                    if !last.text.is_empty() {
                        last.text.push(' ');
                    }
                    last.text.push_str(&crate::white_space::folded(line));
                }
                None => goods.push(GoodsAndServices { class: None, language: language.clone(), text: crate::white_space::folded(line) }),
            },
        }
    }
    goods.retain(|goods| !goods.text.is_empty());
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "a predicate of Option::filter")]
fn nice_class(number: &u8) -> bool {
    (1..=45).contains(number)
}

fn add_nice(number: u8, classes: &mut Vec<Classification>) {
    let symbol = number.to_string();
    if !classes.iter().any(|class| class.scheme == ClassificationScheme::Nice && class.symbol == symbol) {
        classes.push(class(ClassificationScheme::Nice, symbol.clone(), &symbol));
    }
}

/// `Cl. 9: goods`, `Class 9 goods`, `9 goods`, `第9類 goods`.
fn class_and_goods(line: &str) -> Option<(u8, &str)> {
    let word = ["Class", "CLASS", "class", "Cl.", "CL.", "cl.", "Kelas", "KELAS", "Nhóm", "กลุ่ม", "จำพวก", "Класс", "第", "제", "الفئة"]
        .iter()
        .find_map(|word| line.strip_prefix(word));
    let rest = word.unwrap_or(line).trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits)?.parse().ok().filter(nice_class)?;
    let behind = rest[digits..].trim_start_matches(['类', '類', '류']);
    // "3D printers" begins with a digit and is no class.
    let apart = behind.is_empty() || behind.starts_with([' ', ':', '.', '-', '\t', '：', '　', ')']) || behind.len() < rest.len() - digits;
    apart.then(|| (number, behind.trim_start_matches([' ', ':', '.', '-', '\t', '：', '　', ')'])))
}
