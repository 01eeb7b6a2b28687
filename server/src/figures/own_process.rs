//! Reading a figure in a process of its own: `kakehashi figure-pages`, which takes a file from its standard input and tells what it reads on
//! its standard output.
//!
//! Such a process has no environment and no file of the portal's; the system bounds its memory and its time, and it is killed when it does
//! not end in time, or when nobody waits for it any more.

use std::{
    io::{self, BufWriter, Read as _},
    ops::ControlFlow,
    path::Path,
    process::{ExitCode, Stdio},
    time::Duration,
};

use ::figures::{FigureError, Limits, Page, Settings};
use tokio::{
    io::{AsyncWriteExt as _, BufReader},
    process::Command,
    sync::mpsc,
};

use super::frames::{self, Told};
use crate::cli::FigurePagesArguments;

/// Memory that the program itself needs, beside the limit of a page.
const OWN_MEMORY: u64 = 512 * 1024 * 1024;
/// Time that starting and ending takes, beside the limit of a file.
const OWN_TIME: Duration = Duration::from_secs(5);
/// Stack of the thread that reads: pages may be nested.
const STACK: usize = 64 * 1024 * 1024;
/// Most bytes of a file; the harvest keeps none as large.
const FILE: u64 = 1024 * 1024 * 1024;

/// Has a process read a file, and hands its pages over as they come.
///
/// # Errors
/// When there can be no such process. What the file does to it is the file's: the answer's error.
pub(super) async fn read(
    program: &Path,
    bytes: Vec<u8>,
    settings: &Settings,
    queue: mpsc::Sender<Result<Page, FigureError>>,
) -> io::Result<Result<(), FigureError>> {
    let limits = settings.limits;
    let mut process = Command::new(program)
        .arg("figure-pages")
        .args(["--pixels", &limits.pixels.to_string(), "--pages", &limits.pages.to_string()])
        .args(["--memory", &limits.memory.to_string(), "--seconds", &limits.time.as_secs().to_string()])
        .env_clear()
        // One thread works: one arena is enough, and the program need not start itself once more to bound them.
        .env("MALLOC_ARENA_MAX", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let (Some(mut input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
        return Err(io::Error::other("no pipes"));
    };
    let giving = async move {
        // Who ends early leaves the rest unread.
        let _ = input.write_all(&bytes).await;
        drop(input);
    };
    let hearing = async {
        let mut output = BufReader::new(output);
        let mut pages = 0;
        loop {
            match frames::read(&mut output).await {
                Ok(Told::Page(page)) => {
                    pages += 1;
                    let number = page.as_ref().map_or_else(|cause| cause.page, |page| Some(page.number));
                    if number != Some(pages) || pages > limits.pages {
                        return Err(FigureError::ended("ページの順序が正しくありません"));
                    }
                    if queue.send(page).await.is_err() {
                        return Ok(());
                    }
                }
                Ok(Told::End(end)) => return end,
                Err(_) => return Err(FigureError::ended(format!("{pages} ページまで"))),
            }
        }
    };
    let both = async { tokio::join!(giving, hearing).1 };
    let end = tokio::time::timeout(limits.time + OWN_TIME, both).await.unwrap_or_else(|_| Err(FigureError::timeout(limits.time)));
    // Also where it has ended by itself: it is taken off the system's list of processes.
    process.kill().await?;
    Ok(end)
}

/// `kakehashi figure-pages`
#[must_use]
pub fn serve(arguments: &FigurePagesArguments) -> ExitCode {
    let limits =
        Limits { pixels: arguments.pixels, pages: arguments.pages, memory: arguments.memory, time: Duration::from_secs(arguments.seconds) };
    if let Err(failure) = bound(&limits) {
        eprintln!("kakehashi: {failure}");
        return ExitCode::FAILURE;
    }
    let reading = std::thread::Builder::new().stack_size(STACK).spawn(move || tell(&Settings { limits, ..Settings::default() }));
    match reading.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Bounds what this process may take of the machine.
fn bound(limits: &Limits) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let most = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
        // What one page takes is held twice for a moment: as it is read, and as it is written.
        setrlimit(Resource::As, most(limits.memory.saturating_mul(2).saturating_add(OWN_MEMORY)))?;
        setrlimit(Resource::Cpu, most((limits.time + OWN_TIME).as_secs()))?;
        setrlimit(Resource::Core, most(0))?;
        setrlimit(Resource::Fsize, most(0))?;
    }
    #[cfg(not(unix))]
    let _ = limits;
    Ok(())
}

fn tell(settings: &Settings) -> io::Result<()> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(FILE).read_to_end(&mut bytes)?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut told = Ok(());
    let mut take = |page| {
        told = frames::write_page(&mut out, &page);
        if told.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let made = ::figures::web_pages(&bytes, settings, &mut take);
    told?;
    frames::write_end(&mut out, made.as_ref().map(|_made| ()))
}
