//! The portal itself, with the samples in it.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, bail};
use tempfile::TempDir;

use crate::process::{Announces, Running, root, start};

/// A running portal; it ends with this value.
#[derive(Debug)]
pub struct Portal {
    _running: Running,
    authority: String,
    /// Where the samples were harvested for this run alone.
    _data: Option<TempDir>,
}

impl Portal {
    /// Starts it on a free port of the loopback address.
    ///
    /// # Errors
    /// When the program is not built, the samples cannot be harvested, or it does not start.
    pub fn start() -> anyhow::Result<Self> {
        let program = program_of()?;
        let (folder, temporary) = match env::var_os("KAKEHASHI_E2E_DATA") {
            Some(folder) => (root().join(folder), None),
            None => {
                let temporary = tempfile::tempdir()?;
                harvest_samples(&program, temporary.path())?;
                (temporary.path().to_path_buf(), Some(temporary))
            }
        };
        Self::serve(&program, folder, temporary, &[])
    }

    /// Starts one without anything in it, after its first administrator was made; with what was printed of that.
    ///
    /// # Errors
    /// When the program is not built or does not start.
    pub fn start_anew() -> anyhow::Result<(Self, String)> {
        let program = program_of()?;
        let data = tempfile::tempdir()?;
        let first = Command::new(&program).current_dir(root()).args(["user", "first", "--data"]).arg(data.path()).output()?;
        if !first.status.success() {
            bail!("no first administrator: {}", String::from_utf8_lossy(&first.stderr));
        }
        let portal = Self::serve(&program, data.path().to_path_buf(), Some(data), &[])?;
        Ok((portal, String::from_utf8(first.stdout)?))
    }

    /// As [`Self::start_anew`], with the samples' memory and terms, and with permission to fetch from servers of this machine.
    ///
    /// # Errors
    /// As [`Self::start_anew`], and when memory or terms cannot be read.
    pub fn start_for_feeds() -> anyhow::Result<(Self, String)> {
        let program = program_of()?;
        let data = tempfile::tempdir()?;
        let mut printed = String::new();
        for arguments in
            [&["user", "first"][..], &["memory", "import", "server/samples/memory.tsv"], &["terms", "import", "server/samples/terms.tsv"]]
        {
            let output = Command::new(&program).current_dir(root()).args(arguments).arg("--data").arg(data.path()).output()?;
            if !output.status.success() {
                bail!("{} failed: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr));
            }
            printed.push_str(&String::from_utf8(output.stdout)?);
        }
        let permitted = [("KAKEHASHI__FEEDS__ALLOW_PRIVATE", "true"), ("KAKEHASHI__FEEDS__FREE_MIB", "0")];
        let portal = Self::serve(&program, data.path().to_path_buf(), Some(data), &permitted)?;
        Ok((portal, printed))
    }

    /// Harvests a delivery into a portal of its own, which goes on serving.
    ///
    /// # Errors
    /// When its data is not its own, or the delivery cannot be harvested.
    pub fn harvest(&self, delivery: &Path, office: &str) -> anyhow::Result<()> {
        let data = self._data.as_ref().context("the portal's data is not its own")?;
        let mut command = Command::new(program_of()?);
        command.current_dir(root()).args(["harvest", "--office", office, "--right", "patent", "--language", "en", "--translate-all"]);
        let output = command.arg("--data").arg(data.path()).arg(delivery).output()?;
        if !output.status.success() {
            bail!("harvesting failed: {}", String::from_utf8_lossy(&output.stderr));
        }
        Ok(())
    }

    fn serve(program: &Path, folder: PathBuf, temporary: Option<TempDir>, settings: &[(&str, &str)]) -> anyhow::Result<Self> {
        let mut command = Command::new(program);
        command.envs(settings.iter().copied());
        command.current_dir(root()).arg("serve").arg("--data").arg(&folder).args(["--listen", "127.0.0.1:0"]);
        let (running, authority) = start(&mut command, Announces::Err, authority_of)?;
        Ok(Self { _running: running, authority, _data: temporary })
    }

    /// Its host and port.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The address of a path.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.authority)
    }
}

/// The program, where it is built.
fn program_of() -> anyhow::Result<PathBuf> {
    let program = env::var_os("KAKEHASHI_BIN").map_or_else(|| root().join("target/debug/kakehashi"), PathBuf::from);
    if !program.is_file() {
        bail!("the program is not built: {} (see KAKEHASHI_BIN)", program.display());
    }
    Ok(program)
}

fn harvest_samples(program: &Path, data: &Path) -> anyhow::Result<()> {
    let status = Command::new(root().join(".ci/samples"))
        .current_dir(root())
        .arg(program)
        .arg(data)
        .status()
        .context("cannot harvest the samples")?;
    if !status.success() {
        bail!("harvesting the samples failed: {status}");
    }
    Ok(())
}

/// Host and port in `かけはし: http://127.0.0.1:40123/ (終了は Ctrl+C)`.
fn authority_of(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("http://")?;
    rest.split_once('/').map(|(authority, _)| authority.to_owned())
}

#[cfg(test)]
mod tests {
    use super::authority_of;

    #[test]
    fn the_address_is_read_from_the_greeting() {
        assert_eq!(authority_of("かけはし: http://127.0.0.1:40123/ (終了は Ctrl+C)").as_deref(), Some("127.0.0.1:40123"));
        assert_eq!(authority_of("INFO ready"), None);
    }
}
