//! Programs that a test starts, and ends.

use std::{
    env,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::Duration,
};

use anyhow::{Context as _, anyhow, bail};

/// How long a program may take to say that it is ready.
const READY: Duration = Duration::from_secs(60);

/// A running program; it ends with this value.
#[derive(Debug)]
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Which of its outputs a program announces itself on.
#[derive(Clone, Copy)]
pub enum Announces {
    /// Standard output.
    Out,
    /// Standard error.
    Err,
}

/// Starts a program and waits for the line from which `ready` reads something. Its further output is read and dropped, or shown with
/// `KAKEHASHI_E2E_VERBOSE=1`.
pub fn start<T: Send + 'static>(
    command: &mut Command,
    announces: Announces,
    ready: impl Fn(&str) -> Option<T> + Send + 'static,
) -> anyhow::Result<(Running, T)> {
    let name = command.get_program().to_string_lossy().into_owned();
    match announces {
        Announces::Out => command.stdout(Stdio::piped()).stderr(Stdio::null()),
        Announces::Err => command.stdout(Stdio::null()).stderr(Stdio::piped()),
    };
    let mut child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start {name}"))?;
    let output: Option<Box<dyn Read + Send>> = match announces {
        Announces::Out => child.stdout.take().map(|out| Box::new(out) as _),
        Announces::Err => child.stderr.take().map(|err| Box::new(err) as _),
    };
    let running = Running(child);
    let output = output.ok_or_else(|| anyhow!("{name} has no output"))?;
    let (send, receive) = mpsc::channel();
    let verbose = env::var_os("KAKEHASHI_E2E_VERBOSE").is_some();
    let speaker = name.clone();
    thread::spawn(move || {
        let mut said = Vec::new();
        for line in BufReader::new(output).lines() {
            let Ok(line) = line else { break };
            if verbose {
                eprintln!("{speaker}: {line}");
            }
            match ready(&line) {
                Some(value) => drop(send.send(Ok(value))),
                None if said.len() < 20 => said.push(line),
                None => {}
            }
        }
        // Where the value was sent before, nobody listens any more.
        drop(send.send(Err(said.join("\n"))));
    });
    match receive.recv_timeout(READY) {
        Ok(Ok(value)) => Ok((running, value)),
        Ok(Err(said)) => bail!("{name} ended before it was ready:\n{said}"),
        Err(_) => bail!("{name} was not ready after {} seconds", READY.as_secs()),
    }
}

/// The program that an environment variable names, or the first of some names in `PATH`.
pub fn program(variable: &str, names: &[&str]) -> anyhow::Result<PathBuf> {
    if let Some(path) = env::var_os(variable) {
        let path = PathBuf::from(path);
        return if path.is_file() { Ok(path) } else { Err(anyhow!("{variable} names no file: {}", path.display())) };
    }
    let folders: Vec<PathBuf> = env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
        .ok_or_else(|| anyhow!("none of {} is in PATH, and {variable} is not set", names.join(", ")))
}

/// The root of the workspace.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap_or(package).to_path_buf()
}
