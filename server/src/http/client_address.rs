//! Where a request comes from.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{extract::ConnectInfo, http::request::Parts};
use ipnet::IpNet;

/// The address of who asks. What a proxy says of it is believed only where the proxy is a trusted one: the last address in `X-Forwarded-For`
/// that is none of theirs.
#[must_use]
pub fn client_address(parts: &Parts, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: IpAddr| trusted.iter().any(|network| network.contains(&address));
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip().to_canonical());
    // Without a connection there is nobody to hold up but all together.
    let Some(peer) = peer else { return Ipv4Addr::UNSPECIFIED.into() };
    if !is_trusted(peer) {
        return peer;
    }
    let said: Vec<&str> = parts
        .headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    let mut address = peer;
    for said in said.into_iter().rev() {
        let Ok(said) = said.trim().parse::<IpAddr>() else { break };
        address = said.to_canonical();
        if !is_trusted(address) {
            break;
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn address(peer: &str, said: &str, trusted: &[&str]) -> String {
        let (mut parts, ()) = Request::get("/").header("x-forwarded-for", said).body(()).expect("a request").into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::new(peer.parse().expect("an address"), 9)));
        let trusted: Vec<IpNet> = trusted.iter().map(|network| network.parse().expect("a network")).collect();
        client_address(&parts, &trusted).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(address("192.0.2.1", "198.51.100.7", &[]), "192.0.2.1");
        assert_eq!(address("10.0.0.1", "198.51.100.7", &["10.0.0.0/8"]), "198.51.100.7");
        assert_eq!(
            address("10.0.0.1", "1.2.3.4, 198.51.100.7, 10.0.0.2", &["10.0.0.0/8"]),
            "198.51.100.7",
            "what a client says stands first"
        );
        assert_eq!(address("10.0.0.1", "nonsense", &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(address("::ffff:10.0.0.1", "198.51.100.7", &["10.0.0.1/32"]), "198.51.100.7");
    }
}
