//! Repositories: what is kept, and the ports it is reached by.
//!
//! Every change to a publication or its Japanese takes the next number of one change sequence, in its own transaction. Every read names
//! its [`publication::Audience`].

mod port;

pub use port::*;
