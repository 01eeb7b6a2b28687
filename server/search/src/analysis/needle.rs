//! What a query's words become.

use super::is_by_pairs;

/// A word or phrase to be found in a text, as any of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Needle {
    /// Its forms: the spellings of a loan word, the ways to space a compound; never empty.
    pub forms: Vec<Form>,
}

/// Elements at fixed distances.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// The elements and their distances from the first one, ascending; never empty.
    pub elements: Vec<(u32, Element)>,
}

/// What stands at one place of a needle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    /// Any of these terms.
    AnyOf(Vec<String>),
    /// Any term that begins with this character: a single character of a script that is found by pairs. Only ever the last element.
    Beginning(char),
}

impl Needle {
    /// How many plain phrases the needle stands for.
    pub(crate) fn combinations(&self) -> usize {
        self.forms.iter().fold(0_usize, |sum, form| sum.saturating_add(form.combinations()))
    }
}

impl Needle {
    /// The needle where nothing of its script follows it; `None` where it is not found by pairs of characters. The last character of a run stands
    /// in the index once more by itself.
    pub(crate) fn at_the_end(&self) -> Option<Self> {
        let forms: Vec<Form> = self.forms.iter().filter_map(Form::at_the_end).collect();
        if forms.is_empty() { None } else { Some(Self { forms }) }
    }
}

impl Form {
    fn at_the_end(&self) -> Option<Self> {
        let (at, Element::AnyOf(terms)) = self.elements.last()? else { return None };
        let [pair] = terms.as_slice() else { return None };
        let (first, last) = (pair.chars().next()?, pair.chars().nth(1)?);
        if pair.chars().nth(2).is_some() || !is_by_pairs(first, false) || !is_by_pairs(last, false) {
            return None;
        }
        let mut elements = self.elements.clone();
        elements.push((at + 1, Element::AnyOf(vec![last.to_string()])));
        Some(Self { elements })
    }

    fn combinations(&self) -> usize {
        self.elements.iter().fold(1_usize, |product, (_, element)| match element {
            Element::AnyOf(terms) => product.saturating_mul(terms.len()),
            Element::Beginning(_) => product,
        })
    }
}
