//! From the images of a delivery to what a browser shows: web images and thumbnails, page by page.
//!
//! Offices deliver drawings as TIFF (CCITT Group 4 and 3, LZW, PackBits, deflate or nothing; bilevel, grey or colour; one page or many), and as
//! PNG, JPEG and GIF; whole documents as PDF. [`web_pages`] makes of each page a web image and a thumbnail. Everything is a pure function of bytes and
//! [`Settings`]: no file, no network, no clock but for the limit on time.
//!
//! An image is hostile until it is read: sizes that are false, chains of pages that never end, pages of a thousand million pixels. Pixels,
//! pages, memory and time are bounded by [`Limits`], and what is broken is said to be broken, with a stable code and a reason in Japanese
//! ([`FigureError`]). A broken page costs that page; the others are made.

mod bilevel;
mod canvas;
mod deadline;
mod encode;
mod error;
mod pdf;
mod picture;
mod settings;
mod shrink;
mod tiff_page;
mod tiff_pixels;
mod web;

pub use error::{ALL_CODES, FigureError};
pub use settings::{Limits, Settings, Size};
pub use web::{ImageType, Made, Page, WebImage, image_type, web_pages};
