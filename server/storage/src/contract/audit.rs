//! The audit log.

use publication::AccountId;

use super::samples::at;
use crate::{AuditEntry, AuditSearch, Store};

pub(crate) async fn the_log_is_read_newest_first_and_in_part(store: &impl Store) {
    for number in 0..5 {
        let entry = AuditEntry {
            at: at(number),
            account: (number % 2 == 0).then_some(AccountId(7)),
            act: if number < 3 { "feed-enabled" } else { "feed-disabled" },
            subject: format!("feed {number}"),
            before: None,
            after: Some("{}".to_owned()),
        };
        store.note(entry).await.expect("noted");
    }
    let found = async |account: Option<i64>, act: Option<&str>, offset, most| {
        let search = AuditSearch { account: account.map(AccountId), act: act.map(str::to_owned) };
        let (rows, all) = store.audit(&search, offset, most).await.expect("read");
        (rows.into_iter().map(|row| row.subject).collect::<Vec<_>>(), all)
    };
    assert_eq!(found(None, None, 0, 2).await, (vec!["feed 4".to_owned(), "feed 3".to_owned()], 5));
    assert_eq!(found(None, None, 4, 2).await, (vec!["feed 0".to_owned()], 5));
    assert_eq!(found(Some(7), Some("feed-enabled"), 0, 9).await, (vec!["feed 2".to_owned(), "feed 0".to_owned()], 2));
    assert_eq!(found(Some(8), None, 0, 9).await.1, 0);
    assert_eq!(store.acts().await.expect("read"), ["feed-disabled", "feed-enabled"]);
}
