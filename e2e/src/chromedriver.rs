//! chromedriver, on a port of its own.

use std::process::Command;

use crate::process::{Announces, Running, program, start};

/// A running chromedriver; it ends with this value, and its browsers with it.
#[derive(Debug)]
pub struct Chromedriver {
    _running: Running,
    port: u16,
}

impl Chromedriver {
    /// Starts it on a free port of the loopback address.
    ///
    /// # Errors
    /// When there is none, or it does not start.
    pub fn start() -> anyhow::Result<Self> {
        let mut command = Command::new(program("CHROMEDRIVER", &["chromedriver"])?);
        command.arg("--port=0");
        let (running, port) = start(&mut command, Announces::Out, port_of)?;
        Ok(Self { _running: running, port })
    }

    /// Its host and port.
    #[must_use]
    pub fn authority(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

/// The port in `ChromeDriver was started successfully on port 40123.`
fn port_of(line: &str) -> Option<u16> {
    let (_, port) = line.split_once("started successfully on port ")?;
    port.trim().trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_of;

    #[test]
    fn the_port_is_read_from_the_greeting() {
        assert_eq!(port_of("ChromeDriver was started successfully on port 40123."), Some(40_123));
        assert_eq!(port_of("Starting ChromeDriver 140.0 on port 0"), None);
    }
}
