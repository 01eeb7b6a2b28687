//! Administrators decide what the public is shown, by forms.

mod common;

use axum::http::StatusCode;
use common::{Fixture, get, get_as, inid_record, post};
use publication::{Audience, Role};

const NUMBER: &str = "0111111111";

#[tokio::test]
async fn a_decision_is_previewed_consented_to_and_holds_at_once() {
    let fixture = Fixture::new().await;
    let path = fixture.write("d/gazette.txt", inid_record(NUMBER, "plain separator", "the plain layer is thin."));
    assert_eq!(fixture.harvest(path.parent().expect("a folder"), "TH", true).await.created, 1);
    let router = fixture.router().await;
    let document = format!("/publications/TH/patent/{NUMBER}/A");
    let one = fixture.account("one", Role::Administrator, Audience::Inside).await;
    let one = fixture.session(one.id).await;

    let list = get_as(&router, "/admin/provision", &one).await;
    assert!(list.status == StatusCode::OK && list.text.contains("/admin/provision/TH/patent"), "{}", list.text);
    let preview = get_as(&router, "/admin/provision/TH/patent?element=claims&provision=inside&since=", &one).await;
    assert!(preview.text.contains("請求の範囲のある1件"), "{}", preview.text);
    assert!(get(&router, &format!("{document}/claims")).await.text.contains("thin"), "looking changes nothing");
    for wrong in ["element=claims&provision=maybe", "element=nose&provision=inside", "element=all&provision=inside&since=2030-01-01"] {
        let answer = post(&router, "/admin/provision/TH/patent", &one, wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }

    // Alone, an administrator decides alone.
    let decided = post(&router, "/admin/provision/TH/patent", &one, "element=claims&provision=inside&since=").await;
    assert_eq!(decided.headers["location"], "/admin/provision?done=decided");
    assert!(!get(&router, &format!("{document}/claims")).await.text.contains("comprising"));
    assert!(get_as(&router, &format!("{document}/claims"), &one).await.text.contains("comprising"), "people inside still read it");

    // With a second one, both have to agree.
    let other = fixture.account("other", Role::Administrator, Audience::Inside).await;
    let other = fixture.session(other.id).await;
    let proposed = post(&router, "/admin/provision/TH/patent", &one, "element=all&provision=inside").await;
    assert_eq!(proposed.headers["location"], "/admin/provision?done=proposed");
    assert_eq!(get(&router, &document).await.status, StatusCode::OK);
    let waiting = get_as(&router, "/admin/provision", &other).await.text;
    let at = waiting.find("/admin/provision-proposals/").expect("a proposal");
    let address: String = waiting[at..].chars().take_while(|c| *c != '"').collect();
    let own = post(&router, &address, &one, "decision=accept").await;
    assert_eq!(own.headers["location"], "/admin/provision?done=own");
    assert_eq!(get(&router, &document).await.status, StatusCode::OK);
    let consented = post(&router, &address, &other, "decision=accept").await;
    assert_eq!(consented.headers["location"], "/admin/provision?done=decided");
    assert_eq!(get(&router, &document).await.status, StatusCode::NOT_FOUND);
    assert_eq!(get_as(&router, &document, &one).await.status, StatusCode::OK);
    let log = get_as(&router, "/admin/audit", &other).await.text;
    assert!(log.contains("TH/patent/all") && log.contains("公衆提供の決定"), "{log}");
}
