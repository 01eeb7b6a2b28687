//! A change to an agreement, as a person sends it: by form or by command. What is not named stays.

use app::Refusal;
use publication::{AvailableProduct, Element, ExchangeAgreement, Standing};

use crate::field_error::FieldError;

/// Longest text of a field, characters.
const LONGEST: usize = 4_000;
/// Most products of an available list.
const MOST_PRODUCTS: usize = 200;
/// Longest interval between deliveries, days: ten years.
const LONGEST_INTERVAL: u32 = 3_660;

/// What is to be changed; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct AgreementChange {
    /// A [`Standing`]'s word.
    pub agreement: Option<String>,
    /// A [`Standing`]'s word.
    pub exchange: Option<String>,
    /// A [`Standing`]'s word, but for `partly`.
    pub provision: Option<String>,
    /// For each of the four steps its standing and its note.
    pub steps: [(Option<String>, Option<String>); 4],
    /// Words of elements.
    pub elements: Option<Vec<String>>,
    /// A product a line: `product;format;coverage`.
    pub products: Option<String>,
    /// Days; 0 or nothing for unknown.
    pub interval_days: Option<String>,
    /// Text.
    pub frequency: Option<String>,
    /// Text.
    pub contact: Option<String>,
    /// Text.
    pub allowed_use: Option<String>,
    /// Text.
    pub remarks: Option<String>,
    /// Text.
    pub as_of: Option<String>,
    /// Text.
    pub source: Option<String>,
}

fn standing(field: &'static str, word: &str) -> Result<Standing, FieldError> {
    word.trim().parse().map_err(|()| FieldError::new(field, Refusal::UnknownStanding(word.to_owned())))
}

fn text(field: &'static str, text: &str) -> Result<String, FieldError> {
    if text.chars().count() > LONGEST {
        return Err(FieldError::new(field, Refusal::TooManyCharacters(LONGEST)));
    }
    Ok(text.trim().to_owned())
}

fn element(word: &str) -> Result<Element, FieldError> {
    word.parse().map_err(|()| {
        let known: Vec<&str> = Element::ALL.iter().map(|element| element.as_str()).collect();
        FieldError::new("elements", Refusal::UnknownElement(word.to_owned(), known.join(", ")))
    })
}

fn products(lines: &str) -> Result<Vec<AvailableProduct>, FieldError> {
    let lines: Vec<&str> = lines.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() > MOST_PRODUCTS {
        return Err(FieldError::new("products", Refusal::TooManyLines(MOST_PRODUCTS)));
    }
    let product = |line: &str| {
        // The full-width semicolon is what a Japanese keyboard gives.
        let mut parts = line.splitn(3, [';', ';']).map(|part| part.trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        AvailableProduct { product: next(), format: next(), coverage: next() }
    };
    Ok(lines.into_iter().map(product).collect())
}

fn interval(days: &str) -> Result<Option<u32>, FieldError> {
    match days.trim() {
        "" | "0" => Ok(None),
        days => match days.parse::<u32>() {
            Ok(days) if days <= LONGEST_INTERVAL => Ok(Some(days)),
            _ => Err(FieldError::new("interval_days", Refusal::BadDays(LONGEST_INTERVAL))),
        },
    }
}

impl AgreementChange {
    /// Changes an agreement. Where something is refused, it is left as it was.
    ///
    /// # Errors
    /// The first field that cannot be understood.
    pub fn apply(&self, agreement: &mut ExchangeAgreement) -> Result<(), FieldError> {
        let mut changed = agreement.clone();
        for (field, word, into) in [
            ("agreement", &self.agreement, &mut changed.agreement),
            ("exchange", &self.exchange, &mut changed.exchange),
            ("provision", &self.provision, &mut changed.provision),
        ] {
            if let Some(word) = word {
                *into = standing(field, word)?;
            }
        }
        if changed.provision == Standing::Partly {
            return Err(FieldError::new("provision", Refusal::BadProvisionStanding));
        }
        for ((state, note), step) in self.steps.iter().zip(&mut changed.steps) {
            if let Some(word) = state {
                step.state = standing("step", word)?;
            }
            if let Some(note) = note {
                step.note = text("step", note)?;
            }
        }
        if let Some(words) = &self.elements {
            changed.elements = words.iter().map(|word| element(word)).collect::<Result<_, _>>()?;
            changed.elements.sort_unstable();
            changed.elements.dedup();
        }
        if let Some(lines) = &self.products {
            changed.products = products(&text("products", lines)?)?;
        }
        if let Some(days) = &self.interval_days {
            changed.interval_days = interval(days)?;
        }
        for (field, change, into) in [
            ("frequency", &self.frequency, &mut changed.frequency),
            ("contact", &self.contact, &mut changed.contact),
            ("allowed_use", &self.allowed_use, &mut changed.allowed_use),
            ("remarks", &self.remarks, &mut changed.remarks),
            ("as_of", &self.as_of, &mut changed.as_of),
            ("source", &self.source, &mut changed.source),
        ] {
            if let Some(change) = change {
                *into = text(field, change)?;
            }
        }
        *agreement = changed;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_named_stays_and_a_refused_change_changes_nothing() {
        let mut agreement = ExchangeAgreement::unknown("MY".parse().expect("a code"), None);
        agreement.remarks = "要約のみ".to_owned();
        let mut change = AgreementChange {
            agreement: Some("yes".to_owned()),
            elements: Some(vec!["claims".to_owned(), "abstract".to_owned(), "claims".to_owned()]),
            products: Some("公開公報;XML;2004年以降\n\n意匠公報;PDF".to_owned()),
            interval_days: Some("90".to_owned()),
            ..AgreementChange::default()
        };
        change.steps[3] = (Some("partly".to_owned()), Some("試行中".to_owned()));
        change.apply(&mut agreement).expect("it is taken");
        assert_eq!((agreement.agreement, agreement.interval_days, agreement.remarks.as_str()), (Standing::Yes, Some(90), "要約のみ"));
        assert_eq!(agreement.elements, [Element::Abstract, Element::Claims]);
        assert_eq!((agreement.products.len(), agreement.products[0].coverage.as_str()), (2, "2004年以降"));
        assert_eq!((agreement.steps[3].state, agreement.steps[3].note.as_str()), (Standing::Partly, "試行中"));
        let before = agreement.clone();
        let none = AgreementChange::default;
        for (change, field) in [
            (AgreementChange { agreement: Some("no".to_owned()), exchange: Some("maybe".to_owned()), ..none() }, "exchange"),
            (AgreementChange { provision: Some("partly".to_owned()), ..none() }, "provision"),
            (AgreementChange { elements: Some(vec!["soul".to_owned()]), ..none() }, "elements"),
            (AgreementChange { interval_days: Some("-3".to_owned()), ..none() }, "interval_days"),
            (AgreementChange { remarks: Some("あ".repeat(LONGEST + 1)), ..none() }, "remarks"),
        ] {
            let refused = change.apply(&mut agreement).expect_err("it is refused");
            assert_eq!((refused.field, &agreement), (field, &before));
        }
    }
}
