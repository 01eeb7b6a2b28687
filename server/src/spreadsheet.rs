//! CSV that Excel opens: UTF-8 with a byte order mark, and no cell that a spreadsheet takes for a formula.

/// The rows as the bytes of a file.
///
/// # Errors
/// What the writer says; it writes to memory and has no reason to.
pub fn csv_bytes<C: AsRef<str>>(header: &[C], rows: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>, String> {
    let mut writer = csv::Writer::from_writer(vec![0xEF, 0xBB, 0xBF]);
    let written = writer
        .write_record(header.iter().map(AsRef::as_ref))
        .and_then(|()| rows.into_iter().try_for_each(|row| writer.write_record(row.iter().map(|cell| without_formula(cell).into_owned()))));
    written.map_err(|refused| refused.to_string())?;
    writer.into_inner().map_err(|refused| refused.to_string())
}

/// A spreadsheet runs what begins with one of these signs; an apostrophe in front makes it text.
fn without_formula(cell: &str) -> std::borrow::Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let bytes = csv_bytes(&["a", "b"], [vec!["=HYPERLINK(1)".to_owned(), "二次電池".to_owned()]]).expect("written");
        assert_eq!(bytes, "\u{feff}a,b\n'=HYPERLINK(1),二次電池\n".as_bytes());
    }
}
