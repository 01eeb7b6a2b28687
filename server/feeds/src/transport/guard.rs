//! Where connections may go.
//!
//! Addresses of feeds are typed by people, and names and redirections are answered by others: either could lead to the inside of the
//! network that the portal stands in. So the guard resolves names itself, and gives only addresses that it has looked at.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use tokio::net::TcpStream;

use super::TransportError;

/// Decides where the program may connect to.
#[derive(Clone, Debug)]
pub struct AddressGuard {
    allow_private: bool,
}

impl AddressGuard {
    /// Public addresses only.
    #[must_use]
    pub const fn public_only() -> Self {
        Self { allow_private: false }
    }

    /// Addresses of the inside, too: for offices that are reached by a private line.
    #[must_use]
    pub const fn with_private(allow_private: bool) -> Self {
        Self { allow_private }
    }

    /// Whether it lets through to an address.
    #[must_use]
    pub fn permits(&self, address: IpAddr) -> bool {
        self.allow_private || is_public(address)
    }

    /// The addresses of a host that may be connected to.
    ///
    /// # Errors
    /// `name-not-resolved`, or `address-refused` where one of its addresses is not to be connected to: a name that answers with both is
    /// not to be trusted.
    pub async fn resolve(&self, host: &str, port: u16) -> Result<Vec<SocketAddr>, TransportError> {
        let found: Vec<SocketAddr> = match host.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, port)],
            Err(_) => tokio::net::lookup_host((host, port))
                .await
                .map_err(|error| TransportError::new("name-not-resolved", format!("{host}: {error}")))?
                .collect(),
        };
        if found.is_empty() {
            return Err(TransportError::new("name-not-resolved", host));
        }
        match found.iter().find(|address| !self.permits(address.ip())) {
            Some(refused) => Err(TransportError::new("address-refused", format!("{host} ({})", refused.ip()))),
            None => Ok(found),
        }
    }

    /// Connects to a host, at an address that was looked at.
    ///
    /// # Errors
    /// As [`Self::resolve`]; `cannot-connect` and `timed-out`.
    pub async fn connect(&self, host: &str, port: u16, longest: Duration) -> Result<TcpStream, TransportError> {
        let mut failure = TransportError::new("cannot-connect", host);
        for address in self.resolve(host, port).await?.into_iter().take(8) {
            match tokio::time::timeout(longest, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => {
                    let _ = stream.set_nodelay(true);
                    return Ok(stream);
                }
                Ok(Err(error)) => failure = TransportError::new("cannot-connect", format!("{address}: {error}")),
                Err(_) => failure = TransportError::new("timed-out", address),
            }
        }
        Err(failure)
    }
}

/// Whether an address is one of the public Internet: not private, loopback, link-local, shared (RFC 6598), unique local, for documentation
/// or multicast, in whatever form IPv6 wraps it (mapped, NAT64, 6to4, Teredo).
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || a == 0
        || a >= 240
        // Shared by carriers (RFC 6598), for protocols (RFC 6890), for measuring (RFC 2544), 6to4 relays (RFC 7526).
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (18..20).contains(&b))
        || (a == 192 && b == 88 && c == 99))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    let v4 = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match segments {
        // Mapped and compatible forms, and NAT64: what counts is the address within.
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0, 0, 0, 0, 0xffff, 0, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            is_public_v4(v4(high, low))
        }
        // 6to4 has it behind the prefix.
        [0x2002, high, low, ..] => is_public_v4(v4(high, low)),
        // NAT64 of one's own network, Teredo, protocols, documentation, discard.
        [0x64, 0xff9b, 1, ..] | [0x2001, 0..=0x1ff, ..] | [0x2001, 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] | [0x100, 0, 0, _, ..] => false,
        // Of all others, only global unicast is public.
        [first, ..] => (0x2000..0x4000).contains(&first),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_public_internet_are_public() {
        for (address, public) in [
            ("8.8.8.8", true),
            ("192.0.1.1", true),
            ("172.32.0.1", true),
            ("100.128.0.1", true),
            ("2606:4700::1111", true),
            ("2002:808:808::1", true),
            ("64:ff9b::808:808", true),
            ("::ffff:8.8.8.8", true),
            ("10.0.0.1", false),
            ("172.16.5.4", false),
            ("192.168.1.1", false),
            ("127.0.0.1", false),
            ("0.0.0.0", false),
            ("169.254.169.254", false),
            ("100.64.0.1", false),
            ("198.18.0.1", false),
            ("224.0.0.1", false),
            ("255.255.255.255", false),
            ("203.0.113.5", false),
            ("::1", false),
            ("::", false),
            ("fe80::1", false),
            ("fc00::1", false),
            ("fd12:3456::1", false),
            ("fec0::1", false),
            ("ff02::1", false),
            ("::ffff:127.0.0.1", false),
            ("::ffff:10.1.2.3", false),
            ("::10.1.2.3", false),
            ("::ffff:0:10.1.2.3", false),
            ("64:ff9b::7f00:1", false),
            ("64:ff9b:1::808:808", false),
            ("2002:7f00:1::", false),
            ("2002:c0a8:101::1", false),
            ("2001::1", false),
            ("2001:db8::1", false),
        ] {
            assert_eq!(is_public(address.parse().expect("an address")), public, "{address}");
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_inside_is_refused() {
        let guard = AddressGuard::public_only();
        for host in ["localhost", "127.0.0.1", "::1"] {
            assert_eq!(guard.resolve(host, 80).await.expect_err("refused").code, "address-refused", "{host}");
        }
        assert!(AddressGuard::with_private(true).resolve("127.0.0.1", 80).await.is_ok());
    }
}
