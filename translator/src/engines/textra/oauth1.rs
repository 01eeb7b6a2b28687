//! Signatures of OAuth 1.0 (RFC 5849), HMAC-SHA1, without a token.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use reqwest::Url;
use ring::{
    hmac,
    rand::{SecureRandom as _, SystemRandom},
};

use crate::{engine::EngineError, wire::encoded};

/// A number that no other request has.
pub(super) fn nonce(random: &SystemRandom) -> Result<String, EngineError> {
    let mut bytes = [0; 16];
    random.fill(&mut bytes).map_err(|_| EngineError::Retryable { after: None, reason: "no random numbers".to_owned() })?;
    Ok(hex::encode(bytes))
}

/// The header `Authorization` of a form that is posted.
pub(super) fn authorization(address: &Url, fields: &[(&str, &str)], key: &str, secret: &str, timestamp: i64, nonce: &str) -> String {
    let timestamp = timestamp.to_string();
    let own = [
        ("oauth_consumer_key", key),
        ("oauth_nonce", nonce),
        ("oauth_signature_method", "HMAC-SHA1"),
        ("oauth_timestamp", timestamp.as_str()),
        ("oauth_version", "1.0"),
    ];
    // 3.4.1.3.2: sorted after encoding.
    let mut all: Vec<(String, String)> = fields.iter().chain(&own).map(|(name, value)| (encoded(name), encoded(value))).collect();
    all.sort();
    let parameters = all.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    // 3.4.1.2: without query; a URL holds no port that its scheme has anyway.
    let mut base = address.clone();
    base.set_query(None);
    base.set_fragment(None);
    let signed = format!("POST&{}&{}", encoded(base.as_str()), encoded(&parameters));
    let signing = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, format!("{}&", encoded(secret)).as_bytes());
    let signature = STANDARD.encode(hmac::sign(&signing, signed.as_bytes()));
    let header = own.iter().copied().chain([("oauth_signature", signature.as_str())]);
    let header: Vec<String> = header.map(|(name, value)| format!("{name}=\"{}\"", encoded(value))).collect();
    format!("OAuth {}", header.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_signed_as_another_program_signs_it() {
        let address = Url::parse("https://mt.example.jp/api/mt/patentNT_en_ja/").expect("an address");
        let fields = [("text", "A & b=日本 ~"), ("name", "user"), ("key", "k 1"), ("type", "json")];
        let header = authorization(&address, &fields, "k 1", "s&1", 1_790_000_000, "abc");
        assert_eq!(
            header,
            "OAuth oauth_consumer_key=\"k%201\", oauth_nonce=\"abc\", oauth_signature_method=\"HMAC-SHA1\", \
             oauth_timestamp=\"1790000000\", oauth_version=\"1.0\", oauth_signature=\"GIPdpMkusZGMVfg7BsWyK4JeOkk%3D\""
        );
    }

    #[test]
    fn no_two_nonces_are_the_same() {
        let random = SystemRandom::new();
        assert_ne!(nonce(&random).expect("a number"), nonce(&random).expect("a number"));
    }
}
