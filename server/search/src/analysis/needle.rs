//! What a query's words become.

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

impl Form {
    fn combinations(&self) -> usize {
        self.elements.iter().fold(1_usize, |product, (_, element)| match element {
            Element::AnyOf(terms) => product.saturating_mul(terms.len()),
            Element::Beginning(_) => product,
        })
    }
}
