//! The publication that a record's fields and sections make.

use publication::{
    Abstract, ApplicationReference, ClaimSet, ClassificationScheme, Description, DesignDetails, DocumentNumber, Figure, FigureKind,
    KindCode, LanguageTag, LocalizedText, MarkDetails, OfficeCode, Publication, PublishedDate, RelatedDocument, Right,
};

use crate::{
    FormatName, Operation, codes,
    formats::{Context, Draft, Identity, Refusal, Remarks, fields::accept_publication_date},
    white_space::folded,
};

use super::{classes, codes_of_line::language_of, dates::read_date, gathered::Gathered, parties, references, sections};

impl Gathered {
    /// The right, by the codes, then by the classes, then by what (12) and (13) say, then by the feed.
    fn right(&self, setting: Option<Right>) -> Right {
        if self.fields.iter().any(|field| matches!(field.code.as_str(), "111" | "210" | "511" | "540" | "541" | "531" | "731" | "732")) {
            return Right::Trademark;
        }
        let class = self.text(&["51"]);
        let kind = self.text(&["13"]).unwrap_or_default().trim().to_ascii_uppercase();
        let words = self.text(&["12"]).unwrap_or_default().to_lowercase();
        let says = |names: &[&str]| names.iter().any(|name| words.contains(name));
        let locarno = class.is_some_and(classes::is_locarno);
        if locarno
            || (class.is_none() && self.has("28", "55"))
            || says(&["design", "意匠", "外观设计", "디자인", "การออกแบบ", "kiểu dáng", "desain", "промышленный образец", "تصميم"])
        {
            return Right::Design;
        }
        let names = [
            "utility model",
            "petty patent",
            "utility innovation",
            "实用新型",
            "實用新型",
            "실용신안",
            "実用新案",
            "อนุสิทธิบัตร",
            "giải pháp hữu ích",
            "paten sederhana",
            "полезн",
            "gebrauchsmuster",
            "نموذج",
        ];
        if kind.starts_with(['U', 'Y']) || says(&names) {
            return Right::UtilityModel;
        }
        setting.unwrap_or(Right::Patent)
    }

    /// Reads the record.
    pub(super) fn read(mut self, context: &Context<'_>) -> Result<Draft, Refusal> {
        if let Some(limit) = self.too_large.take() {
            return Err(Refusal::new(&codes::RECORD_TOO_LARGE, limit));
        }
        if let Some(line) = self.damaged {
            return Err(Refusal::new(&codes::ENCODING_INVALID, format!("{line} 行目")));
        }
        let mut remarks = Remarks::default();
        let right = self.right(context.settings.right);
        let office = self.text(&["19"]).and_then(office_in).unwrap_or(context.settings.office);
        let number_text = match right {
            // A mark not yet registered is known by its application.
            Right::Trademark => self.text(&["111", "11", "210"]),
            _ => self.text(&["11", "10"]),
        };
        let number_text = folded(number_text.unwrap_or_default());
        let (number_text, kind) = match self.text(&["13"]) {
            Some(kind) => (number_text.as_str(), kind.to_owned()),
            None => trailing_kind(&number_text),
        };
        let (id, number) = Identity { office, right, number: number_text, as_published: None, kind: &kind }.read()?;
        let mut publication = Publication::new(id, number, context.source(FormatName::InidText, self.offset));
        publication.sample = context.settings.sample;
        publication.language = self.text(&["26"]).map(LanguageTag::from_office).filter(|language| !language.is_undetermined());
        publication.filing_language = self.text(&["25"]).map(LanguageTag::from_office);
        let language = publication.language.clone().unwrap_or_else(|| context.default_language(office));
        let reading = Reading { gathered: &self, office, right, language };
        reading.dates(&mut publication, &mut remarks)?;
        reading.references(&mut publication, &mut remarks);
        reading.texts(&mut publication);
        reading.parties_and_classes(&mut publication, &mut remarks);
        reading.sections(&mut publication, &mut remarks);
        let original = std::mem::take(&mut self.raw);
        Ok(Draft { operation: Operation::Put, publication, original, remarks: remarks.0 })
    }
}

/// A record with what all of it is read by.
struct Reading<'g> {
    gathered: &'g Gathered,
    office: OfficeCode,
    right: Right,
    language: LanguageTag,
}

impl Reading<'_> {
    fn date(&self, codes: &[&str], remarks: &mut Remarks) -> Option<PublishedDate> {
        let field = self.gathered.all(codes).next()?;
        let date = read_date(&field.text, self.office);
        if date.iso.is_none() {
            remarks.add("date-unreadable", &format!("({})", field.code), &date.as_published);
        }
        Some(date)
    }

    fn dates(&self, publication: &mut Publication, remarks: &mut Remarks) -> Result<(), Refusal> {
        let codes: &[&str] = match self.right {
            Right::Trademark => &["400", "441", "442", "443", "450", "45", "43"],
            _ => &["40", "41", "42", "43", "44", "45", "46", "47", "48"],
        };
        // A grant's document names the day its application was published too: the latest of them made this document public.
        let mut latest: Option<PublishedDate> = None;
        for field in self.gathered.all(codes) {
            let date = accept_publication_date(read_date(&field.text, self.office), &format!("({})", field.code), remarks)?;
            if latest.as_ref().is_none_or(|latest| latest.iso < date.iso) {
                latest = Some(date);
            }
        }
        publication.registration_date = self.date(&["151", "15", "24"], remarks);
        publication.expiry_date = self.date(&["180", "18"], remarks);
        publication.publication_date = latest;
        Ok(())
    }

    fn references(&self, publication: &mut Publication, remarks: &mut Remarks) {
        let gathered = self.gathered;
        let number = gathered.text(&["21", "210"]).and_then(|text| DocumentNumber::read(self.office, &folded(text), None).ok());
        let date = self.date(&["22", "220"], remarks);
        if number.is_some() || date.is_some() {
            publication.application = Some(ApplicationReference { office: Some(self.office), number, date });
        }
        for field in gathered.all(&["30", "300"]) {
            publication.priorities.extend(references::read_priorities(&field.text, self.office));
        }
        let mut triples = references::Triples::default();
        for field in &gathered.fields {
            match field.code.as_str() {
                "31" | "310" => triples.numbers.push(folded(&field.text)),
                "32" | "320" => triples.dates.push(read_date(&field.text, self.office)),
                "33" | "330" => triples.offices.push(folded(&field.text)),
                _ => {}
            }
        }
        publication.priorities.extend(triples.paired(self.office));
        for field in gathered.all(&["60", "61", "62", "63", "64", "65", "66", "67", "68", "86", "87"]) {
            for line in field.text.split(['\n', ';']).filter(|line| !line.trim().is_empty()) {
                publication.related.push(RelatedDocument { relation: field.code.clone(), document: references::read(line, self.office) });
            }
        }
        for field in gathered.all(&["56"]) {
            publication.citations.extend(references::read_citations(&field.text, self.office));
        }
        for field in gathered.all(&["81", "84"]) {
            let states = field.text.split(|c: char| matches!(c, ',' | ';') || c.is_whitespace()).filter(|state| !state.is_empty());
            publication.designated_states.extend(states.map(str::to_owned));
        }
    }

    fn texts(&self, publication: &mut Publication) {
        let gathered = self.gathered;
        publication.kind_text = gathered.text(&["12"]).map(folded);
        for field in gathered.all(&["54", "541"]) {
            let (language, text) = self.tagged(&field.text);
            publication.titles.push(LocalizedText { language, text: folded(text) });
        }
        if self.right == Right::Design {
            let features = gathered.text(&["57"]).map(folded);
            let number_of_designs = gathered.text(&["28"]).and_then(|text| text.split_whitespace().next()?.parse().ok());
            publication.design = Some(DesignDetails {
                number_of_designs,
                features,
                colours: gathered.text(&["58"]).map(folded),
                ..DesignDetails::default()
            });
            self.images(&["55"], FigureKind::DesignView, publication);
        } else {
            for field in gathered.all(&["57"]) {
                let (language, text) = self.tagged(&field.text);
                let paragraphs: Vec<String> = text.lines().map(folded).filter(|line| !line.is_empty()).collect();
                publication.abstracts.push(Abstract { language, paragraphs, written_by: None });
            }
        }
        if self.right == Right::Trademark {
            self.mark(publication);
        }
    }

    fn mark(&self, publication: &mut Publication) {
        let gathered = self.gathered;
        let words = |codes: &[&str]| gathered.text(codes).map(|text| folded(language_of(text).1));
        let mut mark = MarkDetails {
            verbal_element: words(&["541"]),
            kind: gathered.text(&["546", "550", "551", "554", "555", "556", "557", "558"]).map(folded),
            transliteration: words(&["561"]),
            translation: words(&["566"]),
            colours: words(&["591"]),
            disclaimer: words(&["526"]),
            ..MarkDetails::default()
        };
        for field in gathered.all(&["511", "510"]) {
            let (language, text) = self.tagged(&field.text);
            classes::read_nice(text, &language, &mut mark.goods, &mut publication.classifications);
        }
        self.images(&["540"], FigureKind::Mark, publication);
        // (540) is the reproduction; where it is words and no file, they are the mark.
        for field in gathered.all(&["540"]) {
            let (language, text) = self.tagged(&field.text);
            if image_names(text).next().is_none() {
                mark.verbal_element.get_or_insert_with(|| folded(text));
                if publication.titles.is_empty() {
                    publication.titles.push(LocalizedText { language, text: folded(text) });
                }
            }
        }
        publication.mark = Some(mark);
    }

    fn images(&self, codes: &[&str], kind: FigureKind, publication: &mut Publication) {
        for field in self.gathered.all(codes) {
            for file in image_names(&field.text) {
                publication.figures.push(Figure { kind, label: None, file: file.to_owned(), content: None, media_type: None });
            }
        }
    }

    fn parties_and_classes(&self, publication: &mut Publication, remarks: &mut Remarks) {
        for field in &self.gathered.fields {
            let classes = &mut publication.classifications;
            match field.code.as_str() {
                "51" if self.right == Right::Design || classes::is_locarno(&field.text) => {
                    classes::read_locarno(&field.text, classes, remarks)
                }
                "51" => classes::read_ipc(&field.text, classes, remarks),
                "52" => classes::read_national(&field.text, classes),
                "531" => classes::read_vienna(&field.text, classes, remarks),
                code => {
                    if let Some(role) = parties::role_of(code) {
                        parties::read(role, &field.text, &mut publication.parties);
                    }
                }
            }
        }
        debug_assert!(publication.classifications.iter().all(|class| class.scheme != ClassificationScheme::Cpc));
    }

    fn sections(&self, publication: &mut Publication, remarks: &mut Remarks) {
        for section in &self.gathered.sections {
            let language = || match section.argument.as_str() {
                "" => self.language.clone(),
                code => LanguageTag::from_office(code),
            };
            match section.name.as_str() {
                "CLAIMS" => {
                    let claims = sections::read_claims(&section.lines);
                    if !claims.is_empty() {
                        publication.claim_sets.push(ClaimSet { language: language(), claims });
                    }
                }
                "DESCRIPTION" => {
                    let blocks = sections::read_description(&section.lines);
                    if !blocks.is_empty() {
                        publication.descriptions.push(Description { language: language(), blocks });
                    }
                }
                "FIGURES" => {
                    for figure in sections::read_figures(&section.lines, remarks) {
                        // A view that (55) or (540) named already only gains its label here.
                        match publication.figures.iter_mut().find(|known| known.file == figure.file) {
                            Some(known) => *known = figure,
                            None => publication.figures.push(figure),
                        }
                    }
                }
                "EVENTS" => publication.legal_events.extend(sections::read_events(&section.lines, self.office, &self.language, remarks)),
                "FAMILY" => publication.family = sections::read_family(&section.argument, &section.lines, self.office),
                _ => publication.status = section.lines.iter().map(|line| folded(line)).find(|line| !line.is_empty()),
            }
        }
    }

    fn tagged<'t>(&self, text: &'t str) -> (LanguageTag, &'t str) {
        let (stated, text) = language_of(text);
        (stated.unwrap_or_else(|| self.language.clone()), text)
    }
}

/// The office's code in (19): `TH`, `(TH) Department …`, `Thailand (TH)`.
fn office_in(text: &str) -> Option<OfficeCode> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .find(|word| word.len() == 2 && word.bytes().all(|b| b.is_ascii_uppercase()))
        .and_then(|word| word.parse().ok())
}

/// The kind that stands behind a number without a field of its own: `TH 0901001234 A`.
fn trailing_kind(number: &str) -> (&str, String) {
    match number.rsplit_once(' ') {
        Some((before, last)) if last.parse::<KindCode>().is_ok() && before.bytes().any(|b| b.is_ascii_digit()) => (before, last.to_owned()),
        _ => (number, String::new()),
    }
}

/// Names of image files in a text.
fn image_names(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| matches!(c, ',' | ';') || c.is_whitespace()).filter(|word| {
        word.rsplit_once('.').is_some_and(|(stem, extension)| {
            !stem.is_empty()
                && matches!(
                    extension.to_ascii_lowercase().as_str(),
                    "png" | "jpg" | "jpeg" | "gif" | "tif" | "tiff" | "svg" | "webp" | "bmp"
                )
        })
    })
}
