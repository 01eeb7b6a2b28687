//! What a source has.

use glob::{MatchOptions, Pattern};

/// A checksum that the source states of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StatedChecksum {
    /// SHA-256, lower-case hexadecimal.
    Sha256(String),
    /// MD5, lower-case hexadecimal.
    Md5(String),
}

impl StatedChecksum {
    /// Reads what stands in a file beside another one, `5d41402a…  name` or the digest alone. `None` for what is neither digest.
    #[must_use]
    pub(crate) fn beside(text: &str, name: &str) -> Option<Self> {
        let mut alone = None;
        for line in text.lines().take(10_000) {
            let mut words = line.split_ascii_whitespace();
            let Some(digest) = words.next().and_then(Self::of_hexadecimal) else { continue };
            match words.next() {
                None => alone = alone.or(Some(digest)),
                // A star marks what was read as binary; some write a path.
                Some(of) if of.trim_start_matches('*').rsplit(['/', '\\']).next() == Some(name) => return Some(digest),
                Some(_) => {}
            }
        }
        alone
    }

    fn of_hexadecimal(digest: &str) -> Option<Self> {
        let is_hexadecimal = digest.bytes().all(|byte| byte.is_ascii_hexdigit());
        match (is_hexadecimal, digest.len()) {
            (true, 64) => Some(Self::Sha256(digest.to_ascii_lowercase())),
            (true, 32) => Some(Self::Md5(digest.to_ascii_lowercase())),
            _ => None,
        }
    }
}

/// A file of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteFile {
    /// Path within the source, by `/`.
    pub path: String,
    /// Bytes, where the source says so.
    pub size: Option<u64>,
    /// When it was changed, or what else tells its version, as the source writes it.
    pub version: Option<String>,
    /// Path of the file that states its checksum, where there is one.
    pub checksum_file: Option<String>,
}

impl RemoteFile {
    /// The name without folders.
    #[must_use]
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// What tells this version of the file from others without its content; empty where the source says nothing.
    #[must_use]
    pub fn mark(&self) -> String {
        match (self.size, &self.version) {
            (None, None) => String::new(),
            (size, version) => {
                format!("{} {}", size.map(|size| size.to_string()).unwrap_or_default(), version.as_deref().unwrap_or_default())
            }
        }
    }
}

/// Which files of a source are meant: `*.zip`, `2026/*.xml`, `**/*.tgz`. Without one, all are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathPattern {
    pattern: Option<Pattern>,
}

/// Why a pattern of paths is none. Told in Japanese.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    /// It is too long.
    #[error("パスのパターンが長すぎます")]
    TooLong,
    /// It cannot be read from this character on, counted from 1.
    #[error("パスのパターンを読めません({0}文字目)")]
    Unreadable(usize),
}

impl PathPattern {
    /// Reads a pattern; an empty one means every file.
    ///
    /// # Errors
    /// Where it is none.
    pub fn read(text: &str) -> Result<Self, PatternError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::default());
        }
        if text.len() > 300 {
            return Err(PatternError::TooLong);
        }
        let pattern = Pattern::new(text).map_err(|refused| PatternError::Unreadable(refused.pos + 1))?;
        Ok(Self { pattern: Some(pattern) })
    }

    /// Whether a path within the source is meant.
    pub(crate) fn takes(&self, path: &str) -> bool {
        let options = MatchOptions { case_sensitive: false, require_literal_separator: true, require_literal_leading_dot: false };
        self.pattern.as_ref().is_none_or(|pattern| pattern.matches_with(path, options))
    }

    /// How many folders deep files may lie that are meant.
    pub(crate) fn depth(&self) -> usize {
        match &self.pattern {
            Some(pattern) if pattern.as_str().contains("**") => 6,
            Some(pattern) => pattern.as_str().matches('/').count(),
            None => 0,
        }
    }
}

/// Puts a listing in order: what the pattern means, without what is hidden or states checksums, which goes to the files it is about.
pub(crate) fn selected(mut files: Vec<RemoteFile>, pattern: &PathPattern) -> Vec<RemoteFile> {
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.dedup_by(|later, first| later.path == first.path);
    let paths: std::collections::HashSet<String> = files.iter().map(|file| file.path.clone()).collect();
    let states_checksum = |path: &str| {
        [".sha256", ".md5", ".sha256sum", ".md5sum"].iter().any(|ending| path.strip_suffix(ending).is_some_and(|of| paths.contains(of)))
    };
    files.retain(|file| pattern.takes(&file.path) && !file.name().starts_with('.') && !states_checksum(&file.path));
    for file in &mut files {
        file.checksum_file = [".sha256", ".sha256sum", ".md5", ".md5sum"]
            .iter()
            .map(|ending| format!("{}{ending}", file.path))
            .find(|beside| paths.contains(beside));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str) -> RemoteFile {
        RemoteFile { path: path.to_owned(), size: Some(1), version: None, checksum_file: None }
    }

    #[test]
    fn a_pattern_selects_and_checksums_go_to_their_files() {
        let files = ["b.ZIP", "a.zip", "a.zip.md5", "note.txt", ".hidden.zip", "2026/c.zip", "lone.md5"].map(file).to_vec();
        let pattern = PathPattern::read("*.zip").expect("a pattern");
        let taken: Vec<_> = selected(files.clone(), &pattern).into_iter().map(|file| (file.path, file.checksum_file)).collect();
        assert_eq!(taken, [("a.zip".to_owned(), Some("a.zip.md5".to_owned())), ("b.ZIP".to_owned(), None)]);
        let deep: Vec<_> =
            selected(files.clone(), &PathPattern::read("**/*.zip").expect("a pattern")).into_iter().map(|file| file.path).collect();
        assert_eq!(deep, ["2026/c.zip", "a.zip", "b.ZIP"]);
        let all: Vec<_> = selected(files, &PathPattern::default()).into_iter().map(|file| file.path).collect();
        assert_eq!(all, ["2026/c.zip", "a.zip", "b.ZIP", "lone.md5", "note.txt"]);
        assert!(PathPattern::read("a***").is_err());
    }

    #[test]
    fn a_checksum_is_found_beside_its_file() {
        let sha = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855";
        assert_eq!(StatedChecksum::beside(sha, "a.zip"), Some(StatedChecksum::Sha256(sha.to_ascii_lowercase())));
        let many = "d41d8cd98f00b204e9800998ecf8427e  other.zip\n5d41402abc4b2a76b9719d911017c592 *out/a.zip\n";
        assert_eq!(StatedChecksum::beside(many, "a.zip"), Some(StatedChecksum::Md5("5d41402abc4b2a76b9719d911017c592".to_owned())));
        assert_eq!(StatedChecksum::beside("<html>not found</html>", "a.zip"), None);
        assert_eq!(StatedChecksum::beside("d41d8cd98f00b204e9800998ecf8427e  other.zip", "a.zip"), None);
    }
}
