//! TLS by the system's certificate authorities, and by those that the configuration adds.

use std::{path::Path, sync::Arc};

use rustls::{ClientConfig, crypto::ring::default_provider};
use rustls_pki_types::{CertificateDer, pem::PemObject as _};
use rustls_platform_verifier::Verifier;

use super::TransportError;

/// The certificates of a PEM file.
///
/// # Errors
/// With the reason, where it cannot be read or has none.
pub fn extra_authorities(file: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let read = CertificateDer::pem_file_iter(file).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    match read {
        Ok(certificates) if certificates.is_empty() => Err(format!("{}: 証明書がありません", file.display())),
        Ok(certificates) => Ok(certificates),
        Err(refused) => Err(format!("{}: {refused}", file.display())),
    }
}

/// A TLS client that verifies certificates.
pub(super) fn client(authorities: &[CertificateDer<'static>]) -> Result<Arc<ClientConfig>, TransportError> {
    let failed = |error: rustls::Error| TransportError::new("tls-failed", error);
    let provider = Arc::new(default_provider());
    let verifier = Verifier::new_with_extra_roots(authorities.iter().cloned(), Arc::clone(&provider)).map_err(failed)?;
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(Arc::new(config))
}
