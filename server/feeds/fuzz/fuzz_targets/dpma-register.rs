#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| feeds_fuzz::format(feeds_fuzz::FormatName::DpmaRegister, bytes));
