//! Access tokens, kept until shortly before they expire (OAuth 2.0, RFC 6749, 5.1).

use std::{future::Future, sync::Arc};

use serde::Deserialize;
use time::{Duration, OffsetDateTime};
use tokio::sync::Mutex;

use crate::{clock::Clock, engine::EngineError, secret::ApiKey};

/// A token is not used in its last minute: it must last until the server looks at it.
const MARGIN: Duration = Duration::MINUTE;
/// Life of a token whose server does not say.
const USUAL_LIFE: i64 = 300;

/// A token as a server issues it.
#[derive(Debug, Deserialize)]
pub(super) struct Issued {
    access_token: ApiKey,
    #[serde(default)]
    expires_in: Option<i64>,
}

/// The token in use. Who asks while one is fetched waits for it.
pub(super) struct AccessTokens {
    clock: Arc<dyn Clock>,
    kept: Mutex<Option<(ApiKey, OffsetDateTime)>>,
}

impl AccessTokens {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, kept: Mutex::default() }
    }

    /// The token in use, or a new one.
    pub(super) async fn get(&self, fetch: impl Future<Output = Result<Issued, EngineError>>) -> Result<ApiKey, EngineError> {
        let mut kept = self.kept.lock().await;
        let now = self.clock.now();
        if let Some((token, _)) = kept.as_ref().filter(|(_, until)| now < *until) {
            return Ok(token.clone());
        }
        let issued = fetch.await?;
        if issued.access_token.is_empty() {
            return Err(EngineError::Unreadable { reason: "an access token that is empty".to_owned() });
        }
        // A life beyond a day is not believed, nor one that is negative.
        let life = Duration::seconds(issued.expires_in.unwrap_or(USUAL_LIFE).clamp(0, 24 * 3600));
        *kept = Some((issued.access_token.clone(), now + life - MARGIN));
        Ok(issued.access_token)
    }

    /// Drops a token that a server refused, unless another one is in use by now.
    pub(super) async fn forget(&self, refused: &ApiKey) {
        let mut kept = self.kept.lock().await;
        if kept.as_ref().is_some_and(|(token, _)| token == refused) {
            *kept = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decorators::testing::StandingClock;

    fn issued(token: &str, expires_in: Option<i64>) -> Issued {
        Issued { access_token: ApiKey::new(token), expires_in }
    }

    #[tokio::test]
    async fn a_token_is_fetched_again_when_it_is_old_or_refused() {
        let clock = StandingClock::new();
        let tokens = AccessTokens::new(Arc::new(clock.clone()));
        let get = |token: &'static str| tokens.get(async move { Ok(issued(token, Some(3600))) });
        assert_eq!(get("one").await, Ok(ApiKey::new("one")));
        clock.advance(Duration::minutes(58));
        assert_eq!(get("two").await, Ok(ApiKey::new("one")));
        clock.advance(Duration::minutes(1));
        assert_eq!(get("three").await, Ok(ApiKey::new("three")));
        tokens.forget(&ApiKey::new("one")).await;
        assert_eq!(get("four").await, Ok(ApiKey::new("three")));
        tokens.forget(&ApiKey::new("three")).await;
        assert_eq!(get("four").await, Ok(ApiKey::new("four")));
    }

    #[tokio::test]
    async fn failures_and_strange_lives_are_no_tokens() {
        let tokens = AccessTokens::new(Arc::new(StandingClock::new()));
        assert_eq!(tokens.get(async { Err(EngineError::Authentication) }).await, Err(EngineError::Authentication));
        assert!(tokens.get(async { Ok(issued(" ", None)) }).await.is_err());
        assert_eq!(tokens.get(async { Ok(issued("one", Some(i64::MIN))) }).await, Ok(ApiKey::new("one")));
        assert_eq!(tokens.get(async { Ok(issued("two", None)) }).await, Ok(ApiKey::new("two")));
    }
}
