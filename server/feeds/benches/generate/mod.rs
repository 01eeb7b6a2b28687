//! Publications made up for measuring, in the exchange's mix: 60 % abstract only at 2 KB, 35 % with claims at 6 KB, 5 % full text at 60 KB.
//! The same seed makes the same bytes. Words come from small vocabularies of several languages; none of it is a real document.

use std::{fmt::Write as _, fs, io, io::Write as _, path::Path};

/// Offices, their languages, and words of those.
const LANGUAGES: &[(&str, &str, &str)] = &[
    ("DE", "de", "Gehäuse Batterie Elektrode Ventil Antrieb Sensor Leitung Verfahren Steuerung Pumpe Schicht Lager"),
    ("TH", "th", "แบตเตอรี่ อุปกรณ์ วาล์ว ปั๊ม เซ็นเซอร์ ขั้วไฟฟ้า กรรมวิธี ระบบ ตัวเรือน ชั้น แรงดัน มอเตอร์"),
    ("VN", "vi", "pin thiết bị van bơm cảm biến điện cực phương pháp hệ thống vỏ lớp áp suất động cơ"),
    ("CN", "zh", "电池 装置 阀门 水泵 传感器 电极 方法 系统 壳体 涂层 压力 电机"),
    ("KR", "ko", "배터리 장치 밸브 펌프 센서 전극 방법 시스템 하우징 층 압력 모터"),
    ("RU", "ru", "аккумулятор устройство клапан насос датчик электрод способ система корпус слой давление двигатель"),
    ("ID", "id", "baterai perangkat katup pompa sensor elektroda metode sistem rumah lapisan tekanan motor"),
    ("EP", "en", "battery device valve pump sensor electrode method system housing layer pressure motor"),
];

/// A generator of numbers: xorshift, enough to vary words.
pub struct Generator {
    state: u64,
}

/// A publication made up.
pub struct Made {
    pub office: &'static str,
    pub language: &'static str,
    pub number: u64,
    pub date: String,
    pub title: String,
    pub summary: String,
    pub claims: Vec<String>,
    pub paragraphs: Vec<String>,
}

impl Generator {
    /// A generator of a seed.
    pub fn new(seed: u64) -> Self {
        Self { state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1 }
    }

    fn next(&mut self, below: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state >> 33).unwrap_or(0) % below.max(1)
    }

    /// A text of about so many bytes.
    fn text(&mut self, words: &str, bytes: usize) -> String {
        let words: Vec<&str> = words.split(' ').collect();
        let mut text = String::with_capacity(bytes + 40);
        while text.len() < bytes {
            text.push_str(words[self.next(words.len())]);
            match self.next(12) {
                0 => text.push_str(&format!(" ({}) ", 10 + self.next(90))),
                1 => text.push_str(", "),
                2 => text.push_str(". "),
                _ => text.push(' '),
            }
        }
        text.trim_end().to_owned()
    }

    /// The publication of a number, with a size of the mix.
    pub fn make(&mut self, number: u64) -> Made {
        let (office, language, words) = LANGUAGES[self.next(LANGUAGES.len())];
        let (claims, paragraphs) = match self.next(100) {
            0..60 => (0, 0),
            60..95 => (12, 0),
            _ => (15, 90),
        };
        Made {
            office,
            language,
            number,
            date: format!("{}{:02}{:02}", 2000 + self.next(25), 1 + self.next(12), 1 + self.next(28)),
            title: self.text(words, 60),
            summary: self.text(words, 700),
            claims: (0..claims).map(|_| self.text(words, 330)).collect(),
            paragraphs: (0..paragraphs).map(|_| self.text(words, 600)).collect(),
        }
    }
}

/// The number before the first publication's of a delivery.
pub const FIRST_NUMBER: u64 = 1_000_000;

impl Made {
    /// Bytes of its texts.
    pub fn text_bytes(&self) -> u64 {
        let long = self.claims.iter().chain(&self.paragraphs).map(String::len).sum::<usize>();
        (self.title.len() + self.summary.len() + long) as u64
    }

    /// As the EPO writes ST.36.
    pub fn st36(&self) -> String {
        let Self { language, number, date, title, .. } = self;
        let mut xml = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE ep-patent-document PUBLIC \"-//EPO//EP PATENT DOCUMENT 1.5//EN\" \"ep-patent-document-v1-5.dtd\">\n<ep-patent-document id=\"EP{number}A1\" lang=\"{language}\" country=\"EP\" doc-number=\"{number}\" kind=\"A1\" date-publ=\"{date}\" dtd-version=\"ep-patent-document-v1-5\">\n<SDOBI lang=\"en\"><B000><eptags><B005EP>J</B005EP></eptags></B000><B100><B110>{number}</B110><B130>A1</B130><B140><date>{date}</date></B140><B190>EP</B190></B100><B200><B210>{number}.1</B210><B220><date>{date}</date></B220><B250>en</B250><B260>{language}</B260></B200><B300><B310>{number}</B310><B320><date>{date}</date></B320><B330><ctry>US</ctry></B330></B300><B500><B510EP><classification-ipcr sequence=\"1\"><text>H01M  10/052       20100101AFI20191003BHEP        </text></classification-ipcr></B510EP><B540><B541>{language}</B541><B542>{title}</B542></B540></B500><B700><B710><B711><snm>Kako &amp; Co</snm><adr><city>Tokyo</city><ctry>JP</ctry></adr></B711></B710><B720><B721><snm>Sato, Hana</snm><adr><city>Osaka</city><ctry>JP</ctry></adr></B721></B720></B700></SDOBI>\n<abstract lang=\"{language}\"><p num=\"0001\">{}</p></abstract>\n",
            self.summary
        );
        if !self.paragraphs.is_empty() {
            let _ = write!(xml, "<description lang=\"{language}\">");
            for (position, text) in self.paragraphs.iter().enumerate() {
                let _ = writeln!(xml, "<p id=\"p{0:04}\" num=\"{0:04}\">{text} H<sub>2</sub>O &lt; 5&#xB0;</p>", position + 1);
            }
            xml.push_str("</description>\n");
        }
        if !self.claims.is_empty() {
            let _ = write!(xml, "<claims lang=\"{language}\">");
            for (position, text) in self.claims.iter().enumerate() {
                let _ = writeln!(
                    xml,
                    "<claim num=\"{0:04}\"><claim-text>{text}<claim-text>{title};</claim-text></claim-text></claim>",
                    position + 1
                );
            }
            xml.push_str("</claims>\n");
        }
        xml.push_str("</ep-patent-document>\n");
        xml
    }

    /// As a DOCDB record; texts of claims and descriptions, which DOCDB has not, stand in its abstract so that sizes are of the mix.
    pub fn docdb(&self) -> String {
        let Self { office, language, number, date, title, summary, .. } = self;
        let mut xml = format!(
            "<exch:exchange-document country=\"{office}\" doc-number=\"{number}\" kind=\"A\" doc-id=\"{number}\" date-publ=\"{date}\" family-id=\"{number}\"><exch:bibliographic-data><exch:publication-reference data-format=\"docdb\"><document-id lang=\"{language}\"><country>{office}</country><doc-number>{number}</doc-number><kind>A</kind><date>{date}</date></document-id></exch:publication-reference><exch:classifications-ipcr><classification-ipcr sequence=\"1\"><text>H01M  10/052       20100101AFI20191003BHEP        </text></classification-ipcr></exch:classifications-ipcr><exch:application-reference data-format=\"docdb\"><document-id><country>{office}</country><doc-number>{number}</doc-number><kind>A</kind><date>{date}</date></document-id></exch:application-reference><exch:parties><exch:applicants><exch:applicant sequence=\"1\" data-format=\"docdb\"><exch:applicant-name><name>KAKO &amp; CO</name></exch:applicant-name><residence><country>JP</country></residence></exch:applicant></exch:applicants></exch:parties><exch:invention-title lang=\"{language}\" data-format=\"docdba\">{title}</exch:invention-title></exch:bibliographic-data><exch:abstract lang=\"{language}\" data-format=\"docdba\" abstract-source=\"national office\"><exch:p>{summary}</exch:p>"
        );
        for text in self.claims.iter().chain(&self.paragraphs) {
            let _ = write!(xml, "<exch:p>{text} &lt; 5&#xB0;</exch:p>");
        }
        xml.push_str("</exch:abstract></exch:exchange-document>\n");
        xml
    }

    /// As text with INID codes.
    pub fn inid(&self) -> String {
        let Self { office, language, number, date, title, summary, .. } = self;
        let mut text = format!(
            "(19) {office}\n(11) {number}  (13) A\n(21) {number}  (22) {date}\n(43) {date}\n(51) H01M 10/052 (2010.01)\n(54) [{language}] {title}\n(57) [{language}] {summary}\n(71) Kako Co., Ltd. (JP)\n(72) Sato Hana (JP)\n"
        );
        if !self.claims.is_empty() {
            let _ = writeln!(text, "[CLAIMS {language}]");
            for (position, claim) in self.claims.iter().enumerate() {
                let _ = writeln!(text, "{}. {claim}", position + 1);
            }
        }
        if !self.paragraphs.is_empty() {
            let _ = writeln!(text, "[DESCRIPTION {language}]");
            for (position, paragraph) in self.paragraphs.iter().enumerate() {
                let _ = writeln!(text, "[{:04}] {paragraph}", position + 1);
            }
        }
        text
    }
}

/// A DOCDB back file of records.
pub fn back_file(records: impl Iterator<Item = String>) -> String {
    let mut xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<exch:exchange-documents xmlns:exch=\"http://www.epo.org/exchange\">\n".to_owned();
    xml.extend(records);
    xml.push_str("</exch:exchange-documents>\n");
    xml
}

/// Writes a delivery of `records` publications to a folder: a third each as ST.36 files in zips, DOCDB back files and INID text, five hundred
/// records a file. Answers the bytes of their texts: titles, abstracts, claims and descriptions.
///
/// # Errors
/// When the folder cannot be written to.
pub fn write_delivery(folder: &Path, records: u64, seed: u64) -> io::Result<u64> {
    const PER_FILE: u64 = 500;
    fs::create_dir_all(folder)?;
    let mut generator = Generator::new(seed);
    let mut number = FIRST_NUMBER;
    let mut bytes = 0;
    for (position, from) in (0..records).step_by(500).enumerate() {
        let made: Vec<Made> = (from..records.min(from + PER_FILE))
            .map(|_| {
                number += 1;
                generator.make(number)
            })
            .collect();
        bytes += made.iter().map(Made::text_bytes).sum::<u64>();
        match position % 3 {
            0 => {
                let mut zip = zip::ZipWriter::new(fs::File::create(folder.join(format!("st36-{position:05}.zip")))?);
                for publication in &made {
                    let options = zip::write::SimpleFileOptions::default();
                    zip.start_file(format!("EP{}A1.xml", publication.number), options).map_err(io::Error::other)?;
                    zip.write_all(publication.st36().as_bytes())?;
                }
                zip.finish().map_err(io::Error::other)?;
            }
            1 => fs::write(folder.join(format!("docdb-{position:05}.xml")), back_file(made.iter().map(Made::docdb)))?,
            _ => fs::write(folder.join(format!("inid-{position:05}.txt")), made.iter().map(Made::inid).collect::<String>())?,
        }
    }
    Ok(bytes)
}
