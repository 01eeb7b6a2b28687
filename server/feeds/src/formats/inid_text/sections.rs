//! Sections behind the fields: claims, description, figures, events, family, status.

use publication::{
    Claim, DescriptionBlock, Family, FamilyMember, Figure, FigureKind, LanguageTag, LegalEvent, LegalEventCategory, OfficeCode,
};

use crate::{formats::Remarks, white_space::folded};

use super::{codes_of_line::language_of, dates::read_date, references};

/// Reads claims: `1. text`, `2. {1} text`; a line without number belongs to the claim before.
pub(super) fn read_claims(lines: &[String]) -> Vec<Claim> {
    let mut claims: Vec<Claim> = Vec::new();
    for line in lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        let next = claims.last().map_or(1, |claim| claim.number.saturating_add(1));
        match numbered(line).filter(|(number, _)| claims.is_empty() || *number == next) {
            Some((number, rest)) => {
                let (depends_on, text) = dependencies(rest, number);
                claims.push(Claim { number, text: folded(text), depends_on });
            }
            None => match claims.last_mut() {
                Some(claim) => {
                    claim.text.push('\n');
                    claim.text.push_str(&folded(line));
                }
                None => claims.push(Claim { number: 1, text: folded(line), depends_on: Vec::new() }),
            },
        }
    }
    claims
}

/// `12. text` or `12) text`; digits of any script.
fn numbered(line: &str) -> Option<(u32, &str)> {
    let digits = line.find(['.', ')', '．']).filter(|at| *at <= 16)?;
    let number = super::dates::ascii_digits(&line[..digits]).parse().ok().filter(|number| *number > 0)?;
    let rest = line[digits..].trim_start_matches(['.', ')', '．']);
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| (number, rest.trim_start()))
}

/// `{1,2} text`: the claims it depends on.
fn dependencies(text: &str, own: u32) -> (Vec<u32>, &str) {
    let Some((list, rest)) = text.strip_prefix('{').and_then(|text| text.split_once('}')) else { return (Vec::new(), text) };
    let mut numbers: Vec<u32> = list.split(',').filter_map(|number| number.trim().parse().ok()).filter(|number| *number != own).collect();
    numbers.sort_unstable();
    numbers.dedup();
    (numbers, rest.trim_start())
}

/// Reads a description: `# heading`, `[0001] paragraph`, or paragraphs apart by blank lines.
pub(super) fn read_description(lines: &[String]) -> Vec<DescriptionBlock> {
    let mut blocks = Vec::new();
    // Whether the last block is a paragraph that the next line goes on with.
    let mut open = false;
    for line in lines.iter().map(|line| line.trim()) {
        if let Some(heading) = line.strip_prefix('#') {
            blocks.push(DescriptionBlock::Heading { text: folded(heading.trim_start_matches('#')) });
            open = false;
        } else if line.is_empty() {
            open = false;
        } else if let Some((number, text)) = paragraph_number(line) {
            blocks.push(DescriptionBlock::Paragraph { number: Some(number.to_owned()), text: folded(text) });
            open = true;
        } else if let Some(DescriptionBlock::Paragraph { text, .. }) = blocks.last_mut().filter(|_| open) {
            text.push(' ');
            text.push_str(&folded(line));
        } else {
            blocks.push(DescriptionBlock::Paragraph { number: None, text: folded(line) });
            open = true;
        }
    }
    blocks.retain(|block| !block.text().is_empty());
    blocks
}

/// `[0001] text`.
fn paragraph_number(line: &str) -> Option<(&str, &str)> {
    let (number, text) = line.strip_prefix('[')?.split_once(']')?;
    ((1..=6).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())).then_some((number, text))
}

/// Reads figures: `fig1.png | drawing | 1`.
pub(super) fn read_figures(lines: &[String], remarks: &mut Remarks) -> Vec<Figure> {
    let mut figures = Vec::new();
    for line in lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        let mut parts = line.split('|').map(str::trim);
        let file = parts.next().unwrap_or_default();
        let kind = match parts.next().unwrap_or("drawing") {
            "" | "drawing" => FigureKind::Drawing,
            "abstract" => FigureKind::Abstract,
            "inline" => FigureKind::Inline,
            "page" => FigureKind::Page,
            "design-view" => FigureKind::DesignView,
            "mark" => FigureKind::Mark,
            other => {
                remarks.add("figure-kind-unknown", "[FIGURES]", other);
                FigureKind::Drawing
            }
        };
        let label = parts.next().filter(|label| !label.is_empty()).map(str::to_owned);
        if !file.is_empty() {
            figures.push(Figure { kind, label, file: file.to_owned(), content: None, media_type: None });
        }
    }
    figures
}

/// Reads events: `2020-01-02 | code | words [lang] | F11`; the detailed event of ST.27 only where the office maps it.
pub(super) fn read_events(lines: &[String], office: OfficeCode, language: &LanguageTag, remarks: &mut Remarks) -> Vec<LegalEvent> {
    let mut events = Vec::new();
    for line in lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let date = parts.first().filter(|date| !date.is_empty()).map(|date| read_date(date, office));
        if let Some(date) = date.as_ref().filter(|date| date.iso.is_none()) {
            remarks.add("date-unreadable", "[EVENTS]", &date.as_published);
        }
        let (stated, words) = trailing_language(parts.get(2).copied().unwrap_or_default());
        let code = parts.get(1).filter(|code| !code.is_empty()).map(|code| (*code).to_owned());
        if words.is_empty() && code.is_none() {
            remarks.add("event-unreadable", "[EVENTS]", line);
            continue;
        }
        let mapped = parts.get(3).copied().filter(|code| !code.is_empty());
        let category = mapped.and_then(category_of);
        if let (Some(code), None) = (mapped, category) {
            remarks.add("event-category-unknown", "[EVENTS]", code);
        }
        events.push(LegalEvent {
            date,
            office: Some(office),
            code,
            description: folded(words),
            language: stated.unwrap_or_else(|| language.clone()),
            category,
            detailed_event: mapped.filter(|code| category.is_some() && code.len() == 3).map(str::to_owned),
            change: None,
        });
    }
    events.sort_by_key(|event| event.date.as_ref().and_then(|date| date.iso));
    events
}

/// `words [th]`, or `[th] words`.
fn trailing_language(text: &str) -> (Option<LanguageTag>, &str) {
    if let Some((words, code)) = text.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
        let language = LanguageTag::from_office(code);
        if !language.is_undetermined() {
            return (Some(language), words.trim());
        }
    }
    language_of(text)
}

/// The category that an event of ST.27 begins with.
fn category_of(code: &str) -> Option<LegalEventCategory> {
    use LegalEventCategory as C;
    const CATEGORIES: [(u8, C); 21] = [
        (b'A', C::A),
        (b'B', C::B),
        (b'C', C::C),
        (b'D', C::D),
        (b'E', C::E),
        (b'F', C::F),
        (b'G', C::G),
        (b'H', C::H),
        (b'K', C::K),
        (b'L', C::L),
        (b'M', C::M),
        (b'N', C::N),
        (b'P', C::P),
        (b'Q', C::Q),
        (b'R', C::R),
        (b'S', C::S),
        (b'T', C::T),
        (b'U', C::U),
        (b'V', C::V),
        (b'W', C::W),
        (b'Y', C::Y),
    ];
    let bytes = code.as_bytes();
    let well_formed = bytes.len() == 1 || (bytes.len() == 3 && bytes[1..].iter().all(u8::is_ascii_digit));
    CATEGORIES.iter().find(|(letter, _)| bytes.first() == Some(letter) && well_formed).map(|(_, category)| *category)
}

/// Reads a family: a member a line, `US 10123456 B2 2021-05-04`.
pub(super) fn read_family(id: &str, lines: &[String], office: OfficeCode) -> Option<Family> {
    let members: Vec<FamilyMember> = lines
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| FamilyMember { document: references::read(line, office), family_id: None })
        .filter(|member| member.document.number.is_some())
        .take(2000)
        .collect();
    let id = (!id.is_empty()).then(|| id.to_owned());
    (id.is_some() || !members.is_empty()).then_some(Family { id, members })
}
