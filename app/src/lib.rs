//! Pages, islands and components of the portal, and [`services`]: the ports that pages call.

pub mod services;
