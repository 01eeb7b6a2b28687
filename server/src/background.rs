//! Work that leaves the processors to readers.
//!
//! Harvesting, translating and indexing take all the processor time there is, and are in no hurry against a reader who waits for a page. So the
//! threads that do them have a lower priority: alone they lose nothing by it, beside readers they step back. Those of a portal's own work also leave
//! one processor alone, where there are several: a reader's answer is not put together on a processor whose caches are full of something else.

#[cfg(target_os = "linux")]
use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};
use tokio::runtime::{Builder, Handle, Runtime};

/// How far the priority is lowered, in steps of "nice": as far as it goes, which leaves a thread a sixtieth of a processor that another one wants.
#[cfg(target_os = "linux")]
const NICE: i32 = 19;

/// Lowers the priority of the calling thread, and so of those that it starts. Does nothing where only whole processes have one, and goes on where
/// it cannot.
pub fn step_back() {
    #[cfg(target_os = "linux")]
    if rustix::process::getpriority_process(None).is_ok_and(|nice| nice < NICE)
        && let Err(failure) = rustix::process::setpriority_process(None, NICE)
    {
        tracing::debug!(%failure, "the priority of work in the background cannot be lowered");
    }
}

/// Keeps the calling thread, and those that it starts, off one of the processors that it may run on, if there are more.
pub fn leave_a_processor() {
    keep_to(&all_but_one());
}

/// The processors that the calling thread may run on, but for one, if there are more; `None` where that cannot be told.
#[cfg(target_os = "linux")]
fn all_but_one() -> Option<CpuSet> {
    let mut processors = sched_getaffinity(None).ok()?;
    if processors.count() > 1 {
        let first = (0..CpuSet::MAX_CPU).find(|processor| processors.is_set(*processor))?;
        processors.unset(first);
    }
    Some(processors)
}

#[cfg(target_os = "linux")]
fn keep_to(processors: &Option<CpuSet>) {
    if let Some(Err(failure)) = processors.as_ref().map(|processors| sched_setaffinity(None, processors)) {
        tracing::debug!(%failure, "work in the background cannot leave a processor");
    }
}

#[cfg(not(target_os = "linux"))]
const fn all_but_one() {}

#[cfg(not(target_os = "linux"))]
const fn keep_to(_all: &()) {}

/// A runtime whose threads have stepped back and leave a processor. Dropped, it is shut down without waiting for what still runs on it.
#[derive(Debug)]
pub struct Background {
    handle: Handle,
    /// Taken to be shut down.
    runtime: Option<Runtime>,
}

impl Background {
    /// Starts it.
    ///
    /// # Errors
    /// When the system gives no threads.
    pub fn start() -> std::io::Result<Self> {
        // Told once: threads that are started by others inherit what those leave.
        let processors = all_but_one();
        let begin = move || {
            step_back();
            keep_to(&processors);
        };
        let runtime = Builder::new_multi_thread().enable_all().thread_name("background").on_thread_start(begin).build()?;
        Ok(Self { handle: runtime.handle().clone(), runtime: Some(runtime) })
    }

    /// Where to spawn.
    #[must_use]
    pub const fn handle(&self) -> &Handle {
        &self.handle
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn nice() -> i32 {
        rustix::process::getpriority_process(None).expect("a priority")
    }

    #[test]
    fn what_it_runs_steps_back_and_who_starts_it_does_not() {
        let before = nice();
        let background = Background::start().expect("threads");
        let handle = background.handle();
        let of_task = handle.block_on(handle.spawn(async { nice() })).expect("no panic");
        let of_blocking = handle.block_on(handle.spawn_blocking(nice)).expect("no panic");
        // What a library starts from there, such as the index's writers.
        let of_thread = handle.spawn_blocking(|| std::thread::spawn(nice).join().expect("no panic"));
        let of_thread = handle.block_on(of_thread).expect("no panic");
        assert_eq!([of_task, of_blocking, of_thread], [NICE.max(before); 3]);
        assert_eq!(nice(), before);
        let processors = || sched_getaffinity(None).expect("a set").count();
        let of_task = handle.block_on(handle.spawn(async move { processors() })).expect("no panic");
        let of_blocking = handle.spawn(async move { tokio::task::spawn_blocking(processors).await });
        let of_blocking = handle.block_on(of_blocking).expect("no panic").expect("no panic");
        assert_eq!([of_task, of_blocking], [(processors() - 1).max(1); 2], "one less, whoever started the thread");
    }
}
