//! The licence of a model, as its folder has it.

use std::path::Path;

use crate::vocabulary::text_of;

/// A licence is not longer than this.
const LARGEST: u64 = 1 << 20;
/// Characters of what is shown.
const SHOWN: usize = 120;

/// What a folder says of the licence: the name of the file and the first line of it, or what the front matter of its model card says. `None` where it says
/// nothing.
pub(crate) fn of_folder(folder: &Path) -> Option<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    names.sort_unstable();
    let is_licence = |name: &&String| {
        let upper = name.to_ascii_uppercase();
        ["LICENSE", "LICENCE", "COPYING"].iter().any(|word| upper.starts_with(word))
    };
    if let Some(name) = names.iter().find(is_licence) {
        let text = text_of(&folder.join(name), LARGEST).unwrap_or_default();
        let title = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        return Some(format!("{}({name})", shortened(title)));
    }
    let card = names.iter().find(|name| name.eq_ignore_ascii_case("README.md"))?;
    let text = text_of(&folder.join(card), LARGEST).ok()?;
    let front = text.strip_prefix("---")?.split("\n---").next()?;
    let licence = front.lines().find_map(|line| line.strip_prefix("license:").or_else(|| line.strip_prefix("licence:")))?;
    let licence = licence.trim().trim_matches(['"', '\'']);
    (!licence.is_empty()).then(|| format!("{}({card})", shortened(licence)))
}

fn shortened(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_file_comes_before_the_model_card() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        assert_eq!(of_folder(folder.path()), None);
        write("README.md", "---\nlanguage: en\nlicense: \"cc-by-nc-4.0\"\n---\n# A model\nlicense: none\n");
        assert_eq!(of_folder(folder.path()).as_deref(), Some("cc-by-nc-4.0(README.md)"));
        write("License.txt", "\n   MIT License\nCopyright …\n");
        assert_eq!(of_folder(folder.path()).as_deref(), Some("MIT License(License.txt)"));
    }
}
