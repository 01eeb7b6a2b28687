//! Taking away what nobody came back for: files that came half, and folders of work whose process was killed.

use std::{
    fs, io,
    path::Path,
    time::{Duration, SystemTime},
};

/// How long a half file waits for its other half.
const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);

/// Takes away what has lain in the folder of what is on its way for longer than that. Answers how much that was.
pub(super) fn sweep(data: &Path, now: SystemTime) -> usize {
    let folder = data.join("incoming");
    let mut taken = 0;
    for place in entries(&folder) {
        let is_feeds =
            place.is_dir() && place.file_name().is_some_and(|name| name.to_string_lossy().bytes().all(|byte| byte.is_ascii_digit()));
        // A feed's folder stays; what lies in it came half from its source.
        let left = if is_feeds { entries(&place) } else { vec![place] };
        for place in left.into_iter().filter(|place| is_old(place, now)) {
            let removed = if place.is_dir() { fs::remove_dir_all(&place) } else { fs::remove_file(&place) };
            match removed {
                Ok(()) => taken += 1,
                Err(failure) => tracing::warn!(%failure, place = %place.display(), "what was left half cannot be taken away"),
            }
        }
    }
    taken
}

fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    let read = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>());
    read.unwrap_or_default()
}

fn is_old(place: &Path, now: SystemTime) -> bool {
    let changed = fs::symlink_metadata(place).and_then(|about| about.modified());
    changed.is_ok_and(|changed| now.duration_since(changed).is_ok_and(|age| age > KEPT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_left_half_is_kept_for_a_month() {
        let data = tempfile::tempdir().expect("a folder");
        let incoming = data.path().join("incoming");
        for folder in ["7", "job-3"] {
            fs::create_dir_all(incoming.join(folder)).expect("a folder");
        }
        for file in ["upload-a.part", "7/b.part", "job-3/c.zip"] {
            fs::write(incoming.join(file), "half").expect("a file");
        }
        let days = |days: u64| SystemTime::from(crate::clock::now()) + Duration::from_secs(days * 24 * 3600);
        assert_eq!(sweep(data.path(), days(29)), 0);
        assert_eq!(sweep(data.path(), days(31)), 3);
        assert_eq!(entries(&incoming), [incoming.join("7")]);
        assert_eq!(sweep(&data.path().join("none"), days(31)), 0);
    }
}
