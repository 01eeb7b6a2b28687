//! All ports together: what a store is.

use crate::{
    AccountRepository, AuditRepository, BlobRepository, ChangeRepository, CorrectionRepository, DeliveryRepository, EngineWorkRepository,
    FeedRepository, FigureRepository, MemoryRepository, ProvisionRepository, PublicationRepository, RegistryRepository, ReviewRepository,
    RollBackRepository, TranslationRepository,
};

/// Everything that is kept.
pub trait Store:
    PublicationRepository
    + ChangeRepository
    + TranslationRepository
    + CorrectionRepository
    + ReviewRepository
    + EngineWorkRepository
    + MemoryRepository
    + DeliveryRepository
    + RollBackRepository
    + BlobRepository
    + FigureRepository
    + ProvisionRepository
    + AccountRepository
    + AuditRepository
    + RegistryRepository
    + FeedRepository
{
}

impl<T> Store for T where
    T: PublicationRepository
        + ChangeRepository
        + TranslationRepository
        + CorrectionRepository
        + ReviewRepository
        + EngineWorkRepository
        + MemoryRepository
        + DeliveryRepository
        + RollBackRepository
        + BlobRepository
        + FigureRepository
        + ProvisionRepository
        + AccountRepository
        + AuditRepository
        + RegistryRepository
        + FeedRepository
{
}
