//! How much memory the C library keeps to itself.

/// The most arenas of glibc's allocator. By default each of our threads gets one, up to eight per processor, and what a thread frees stays in
/// its own: a large harvest then holds nearly twice the memory it uses.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const ARENAS: &str = "4";

/// Bounds the arenas, unless `MALLOC_ARENA_MAX` says something already. The C library reads that once, as a program starts: so the program
/// replaces itself by itself, with the bound in its environment. Does nothing elsewhere, and goes on without the bound where it cannot.
pub fn bound() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        use std::os::unix::process::CommandExt as _;
        const SETTING: &str = "MALLOC_ARENA_MAX";
        if std::env::var_os(SETTING).is_some() {
            return;
        }
        let mut arguments = std::env::args_os();
        if let (Ok(program), Some(name)) = (std::env::current_exe(), arguments.next()) {
            // Answers only where it failed.
            let _failure = std::process::Command::new(program).arg0(name).args(arguments).env(SETTING, ARENAS).exec();
        }
    }
}
