//! A service account of Google Cloud: signs a JWT (RFC 7519, RS256) and gets an access token for it (RFC 7523).

use std::{fmt, time::Duration};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use reqwest::{Client, Url, header};
use ring::{rand::SystemRandom, rsa, signature};
use rustls_pki_types::{PrivatePkcs8KeyDer, pem::PemObject as _};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    clock::Clock,
    engine::EngineError,
    engines::access_token::Issued,
    secret::ApiKey,
    wire::{exchange, form},
};

/// What the token is to be good for.
const SCOPE: &str = "https://www.googleapis.com/auth/cloud-translation";
const GRANT: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
/// Life of the signed request, seconds; the longest that is taken.
const LIFE: i64 = 3600;

/// The account of a key file, ready to sign.
pub struct ServiceAccount {
    email: String,
    key_id: Option<String>,
    key: rsa::KeyPair,
    token_address: Url,
    project: Option<String>,
}

/// The key file, as far as it is used.
#[derive(Deserialize)]
struct KeyFile {
    client_email: String,
    private_key: ApiKey,
    #[serde(default)]
    private_key_id: Option<String>,
    token_uri: String,
    #[serde(default)]
    project_id: Option<String>,
}

impl ServiceAccount {
    /// Reads a key file (JSON of type `service_account`).
    ///
    /// # Errors
    /// What is wrong with it, without quoting any of it.
    pub fn from_json(json: &str) -> Result<Self, String> {
        let file: KeyFile = serde_json::from_str(json)
            .map_err(|error| format!("no key file of a service account (line {}, column {})", error.line(), error.column()))?;
        let der = PrivatePkcs8KeyDer::from_pem_slice(file.private_key.expose().as_bytes())
            .map_err(|_| "private_key is no PKCS #8 key in PEM".to_owned())?;
        let key =
            rsa::KeyPair::from_pkcs8(der.secret_pkcs8_der()).map_err(|_| "private_key is no RSA key of 2048 bits or more".to_owned())?;
        let token_address = Url::parse(&file.token_uri)
            .ok()
            .filter(|address| matches!(address.scheme(), "http" | "https"))
            .ok_or("token_uri is no HTTP address")?;
        Ok(Self { email: file.client_email, key_id: file.private_key_id, key, token_address, project: file.project_id })
    }

    /// The project that the account belongs to.
    #[must_use]
    pub fn project(&self) -> Option<&str> {
        self.project.as_deref()
    }

    /// Where tokens come from.
    pub(in crate::engines) fn token_address(&self) -> &Url {
        &self.token_address
    }

    /// The signed request for a token.
    fn assertion(&self, issued: i64) -> Result<String, EngineError> {
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let head = part(&json!({"alg": "RS256", "typ": "JWT", "kid": self.key_id}));
        let claims = part(&json!({
            "iss": self.email,
            "scope": SCOPE,
            "aud": self.token_address.as_str(),
            "iat": issued,
            "exp": issued.saturating_add(LIFE),
        }));
        let signed = format!("{head}.{claims}");
        let mut signature = vec![0; self.key.public().modulus_len()];
        self.key
            .sign(&signature::RSA_PKCS1_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature)
            .map_err(|_| EngineError::Authentication)?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// Gets a token.
    pub(super) async fn token(&self, client: &Client, clock: &dyn Clock, timeout: Duration) -> Result<Issued, EngineError> {
        let assertion = self.assertion(clock.now().unix_timestamp())?;
        let body = form(&[("grant_type", GRANT), ("assertion", &assertion)]);
        let request = client
            .post(self.token_address.clone())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .timeout(timeout)
            .body(body);
        let answer = exchange(request, &[&assertion]).await?;
        if answer.status.is_success() {
            return answer.json();
        }
        // `invalid_grant` and its like (RFC 6749, 5.2): the account or its clock is wrong, and so it stays.
        Err(match answer.status.as_u16() {
            400 => EngineError::Authentication,
            _ => answer.failure("no access token"),
        })
    }
}

impl fmt::Debug for ServiceAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceAccount")
            .field("email", &self.email)
            .field("token_address", &self.token_address.as_str())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const KEY_FILE: &str = include_str!("service_account_for_tests.json");

    #[test]
    fn requests_are_signed() {
        let account = ServiceAccount::from_json(KEY_FILE).expect("an account");
        let assertion = account.assertion(datetime!(2026-11-22 10:00 UTC).unix_timestamp()).expect("a signature");
        let parts: Vec<&str> = assertion.split('.').collect();
        let read = |part: &str| -> Value { serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).expect("base64")).expect("JSON") };
        assert_eq!(read(parts[0]), json!({"alg": "RS256", "typ": "JWT", "kid": "k1"}));
        let claims = read(parts[1]);
        assert_eq!((&claims["iss"], &claims["scope"]), (&json!("portal@example.iam.gserviceaccount.com"), &json!(SCOPE)));
        assert_eq!(claims["exp"].as_i64().expect("a time") - claims["iat"].as_i64().expect("a time"), 3600);
        let public = signature::UnparsedPublicKey::new(&signature::RSA_PKCS1_2048_8192_SHA256, account.key.public().as_ref());
        let signed = format!("{}.{}", parts[0], parts[1]);
        public.verify(signed.as_bytes(), &URL_SAFE_NO_PAD.decode(parts[2]).expect("base64")).expect("the signature holds");
        assert!(public.verify(b"something else", &URL_SAFE_NO_PAD.decode(parts[2]).expect("base64")).is_err());
    }

    #[test]
    fn key_files_that_are_none_say_why_and_keep_their_secret() {
        let account = ServiceAccount::from_json(KEY_FILE).expect("an account");
        assert!(!format!("{account:?}").contains("PRIVATE"));
        let mut file: Value = serde_json::from_str(KEY_FILE).expect("JSON");
        file["private_key"] = json!("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
        for (json, reason) in [
            ("{", "line 1"),
            ("{\"client_email\": \"a\"}", "no key file"),
            (&file.to_string(), "no RSA key"),
            (&file.to_string().replace("BEGIN", "BEING"), "no PKCS #8"),
        ] {
            let error = ServiceAccount::from_json(json).expect_err("it is none");
            assert!(error.contains(reason) && !error.contains("c2VjcmV0"), "{error}");
        }
    }
}
