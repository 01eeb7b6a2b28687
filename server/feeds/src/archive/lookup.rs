//! Finding the files that a record names, beside the record's own file.

use std::{
    collections::HashMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{Entry, names};

/// Files of a container by name, case ignored, with and without extension. Built once, on the first question; it holds hashes, as
/// deliveries have a million files.
#[derive(Debug)]
pub(crate) struct Lookup {
    by_name: HashMap<u64, u32>,
    by_stem: HashMap<u64, u32>,
}

impl Lookup {
    /// Files of a container.
    pub(crate) fn new(entries: &[Entry]) -> Self {
        let mut lookup = Self { by_name: HashMap::with_capacity(entries.len()), by_stem: HashMap::with_capacity(entries.len()) };
        for (position, entry) in entries.iter().enumerate() {
            let Ok(position) = u32::try_from(position) else { break };
            let name = entry.name.to_lowercase();
            lookup.by_name.entry(hash(&name)).or_insert(position);
            // What is named without extension, or with another one, is an image, never a record.
            if !name.ends_with(".xml") && !name.ends_with(".txt") {
                lookup.by_stem.entry(hash(stem(&name))).or_insert(position);
            }
        }
        lookup
    }

    /// The file of a name as a record at `beside` writes it; position in the entries.
    pub(crate) fn find(&self, entries: &[Entry], beside: &str, file: &str) -> Option<usize> {
        let relative = names::relative(file)?.to_lowercase();
        let folder = beside.rsplit_once('/').map_or("", |(folder, _)| folder).to_lowercase();
        let own_name = relative.rsplit('/').next().unwrap_or(&relative);
        for name in [relative.as_str(), own_name] {
            let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
            let by_name = self.by_name.get(&hash(&path)).map(|position| *position as usize);
            if let Some(position) = by_name.filter(|position| entries.get(*position).is_some_and(|entry| entry.name.to_lowercase() == path))
            {
                return Some(position);
            }
            let by_stem = self.by_stem.get(&hash(stem(&path))).map(|position| *position as usize);
            let same_stem = |position: &usize| entries.get(*position).is_some_and(|entry| stem(&entry.name.to_lowercase()) == stem(&path));
            if let Some(position) = by_stem.filter(same_stem) {
                return Some(position);
            }
        }
        None
    }
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

fn stem(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.') {
        Some(dot) if dot > 0 => &path[..name + dot],
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_beside_the_record() {
        let entries: Vec<Entry> = ["A/DOC1.xml", "A/IMGF0001.TIF", "A/pics/x.png", "imgf0001.tif"]
            .into_iter()
            .enumerate()
            .map(|(index, name)| Entry { name: name.to_owned(), packed: 1, is_compressed: false, index })
            .collect();
        let lookup = Lookup::new(&entries);
        for (file, found) in [
            ("imgf0001.tif", Some(1)),
            ("imgf0001", Some(1)),
            ("imgf0001.png", Some(1)),
            ("pics/x.png", Some(2)),
            ("other/imgf0001.tif", Some(1)),
            ("../imgf0001.tif", None),
            ("doc1", None),
            ("", None),
        ] {
            assert_eq!(lookup.find(&entries, "A/DOC1.xml", file), found, "{file}");
        }
        assert_eq!(lookup.find(&entries, "top.xml", "imgf0001.tif"), Some(3));
    }
}
