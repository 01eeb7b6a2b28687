//! Parsing ÷ quick-xml reading the same bytes with namespaces and unescaping. Runs are interleaved, so that a busy machine slows both.

#[path = "generate/exchanges.rs"]
mod exchanges;
#[path = "generate/mod.rs"]
mod generate;
#[path = "generate/patents.rs"]
mod patents;
#[path = "generate/registers.rs"]
mod registers;

use std::{error::Error, fs, hint::black_box, path::Path, time::Instant};

use feeds::{DeliveryProgress, DeliverySink, FeedSettings, Limits, ParsedRecord, Reject, Stop, read_delivery};
use generate::{Generator, back_file};
use quick_xml::{NsReader, events::Event};

const RECORDS: u64 = 2000;
const RUNS: usize = 9;

#[derive(Default)]
struct Count {
    records: u64,
    rejects: u64,
}

impl DeliverySink for Count {
    fn record(&mut self, record: ParsedRecord) -> Result<(), Stop> {
        black_box(&record);
        self.records += 1;
        Ok(())
    }

    fn reject(&mut self, _reject: Reject) -> Result<(), Stop> {
        self.rejects += 1;
        Ok(())
    }

    fn progress(&mut self, _progress: DeliveryProgress) {}
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let mut generator = Generator::new(1);
    let made: Vec<_> = (0..RECORDS).map(|number| generator.make(1_000_000 + number)).collect();
    let docdb = folder.path().join("docdb");
    let st36 = folder.path().join("st36");
    fs::create_dir_all(&docdb)?;
    fs::create_dir_all(&st36)?;
    fs::write(docdb.join("back.xml"), back_file(made.iter().map(generate::Made::docdb)))?;
    for publication in &made {
        fs::write(st36.join(format!("{}.xml", publication.number)), publication.st36())?;
    }
    for (name, path) in [("docdb", &docdb), ("st36-ep", &st36)] {
        measure(name, path)?;
    }
    for (name, path) in exchanges::write(&folder.path().join("exchanges"), &made)? {
        measure(name, &path)?;
    }
    for (name, path) in patents::write(&folder.path().join("patents"), &made)? {
        measure(name, &path)?;
    }
    for (name, path) in registers::write(&folder.path().join("registers"), RECORDS)? {
        measure(name, &path)?;
    }
    let mixed = folder.path().join("mixed");
    generate::write_delivery(&mixed, RECORDS, 2)?;
    let (seconds, count) = ours(&mixed)?;
    println!("mixed delivery: {} records, {} rejects, {:.0} records/s", count.records, count.rejects, count.records as f64 / seconds);
    Ok(())
}

fn measure(name: &str, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut ratios = Vec::with_capacity(RUNS);
    let mut speed = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let (plain, bytes) = quick_xml_alone(path)?;
        let (parsing, count) = ours(path)?;
        assert_eq!((count.records, count.rejects), (RECORDS, 0), "{name}");
        ratios.push(plain / parsing);
        speed.push(bytes as f64 / parsing / 1e6);
    }
    ratios.sort_by(f64::total_cmp);
    speed.sort_by(f64::total_cmp);
    println!("{name}: parsing / quick-xml = {:.2} (goal 0.40), {:.0} MB/s", ratios[RUNS / 2], speed[RUNS / 2]);
    Ok(())
}

fn ours(path: &Path) -> Result<(f64, Count), Box<dyn Error>> {
    let settings = FeedSettings { office: "EP".parse()?, right: None, format: None, encoding: None, language: None, sample: true };
    let mut count = Count::default();
    let begin = Instant::now();
    read_delivery(path, &settings, &Limits::default(), &mut count)?;
    Ok((begin.elapsed().as_secs_f64(), count))
}

/// The same files, read from disk and by quick-xml: namespaces resolved, texts and attributes unescaped, nothing kept.
fn quick_xml_alone(path: &Path) -> Result<(f64, u64), Box<dyn Error>> {
    let begin = Instant::now();
    let mut bytes = 0;
    for file in fs::read_dir(path)? {
        let text = fs::read_to_string(file?.path())?;
        bytes += text.len() as u64;
        let mut reader = NsReader::from_str(&text);
        loop {
            let (namespace, event) = reader.read_resolved_event()?;
            black_box(&namespace);
            match event {
                Event::Start(start) | Event::Empty(start) => {
                    for attribute in start.attributes() {
                        black_box(attribute?.normalized_value(quick_xml::XmlVersion::Implicit1_0)?);
                    }
                }
                Event::Text(text) => {
                    black_box(text.xml10_content());
                }
                Event::GeneralRef(reference) => {
                    black_box(reference.resolve_char_ref()?);
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    Ok((begin.elapsed().as_secs_f64(), bytes))
}
