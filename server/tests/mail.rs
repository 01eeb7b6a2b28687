//! Links by mail, against a server of SMTP on this machine.

mod common;

use axum::http::StatusCode;
use common::{Fixture, get, post};
use publication::{Audience, Role};
use server::config::{MailConfig, MailEncryption};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc,
};

/// Takes letters and gives them on, envelope and all; or refuses every recipient.
async fn serve(listener: TcpListener, letters: mpsc::Sender<String>, refuses: bool) {
    while let Ok((stream, _)) = listener.accept().await {
        let letter = converse(stream, refuses).await.expect("a conversation");
        if letters.send(letter).await.is_err() {
            return;
        }
    }
}

async fn converse(stream: TcpStream, refuses: bool) -> std::io::Result<String> {
    let mut stream = BufReader::new(stream);
    let (mut letter, mut in_data) = (String::new(), false);
    stream.write_all(b"220 mail.example.jp ESMTP\r\n").await?;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(letter);
        }
        letter.push_str(&line);
        let answer: &[u8] = match line.trim_end() {
            "." if in_data => {
                in_data = false;
                b"250 taken\r\n"
            }
            _ if in_data => continue,
            "DATA" => {
                in_data = true;
                b"354 go on\r\n"
            }
            "QUIT" => {
                stream.write_all(b"221 bye\r\n").await?;
                return Ok(letter);
            }
            to if to.starts_with("RCPT") && refuses => b"550 no such mailbox\r\n",
            _ => b"250 ok\r\n",
        };
        stream.write_all(answer).await?;
    }
}

async fn portal(refuses: bool) -> (Fixture, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (send, receive) = mpsc::channel(4);
    tokio::spawn(serve(listener, send, refuses));
    let mut fixture = Fixture::new().await;
    fixture.drain().await;
    fixture.config.mail = Some(MailConfig {
        host: "127.0.0.1".to_owned(),
        port: Some(port),
        encryption: MailEncryption::None,
        from: "かけはし <kakehashi@example.jp>".to_owned(),
        user: None,
        password: None,
        timeout_seconds: 5,
    });
    (fixture, receive)
}

/// The text of a letter in quoted-printable or base64.
fn decoded(letter: &str) -> String {
    let (head, body) = letter.split_once("\r\n\r\n").expect("head and body");
    let body: String = body.lines().take_while(|line| *line != ".").collect::<Vec<_>>().join("\n");
    if head.contains("base64") {
        use base64::{Engine as _, prelude::BASE64_STANDARD};
        return String::from_utf8(BASE64_STANDARD.decode(body.replace('\n', "")).expect("base64")).expect("UTF-8");
    }
    body.replace("=\n", "").replace("=3D", "=")
}

#[tokio::test]
async fn an_invitation_comes_by_mail_and_is_not_shown() {
    let (fixture, mut letters) = portal(false).await;
    let router = fixture.router().await;
    let chief = fixture.account("chief", Role::Administrator, Audience::Inside).await;
    let chief = fixture.session(chief.id).await;
    let made = post(&router, "/admin/accounts", &chief, "sign_in_name=hanako&role=translator&mail=hanako@example.jp").await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    assert!(made.headers["location"].to_str().expect("ASCII").ends_with("?done=mailed"));
    let letter = letters.recv().await.expect("a letter");
    assert!(letter.contains("RCPT TO:<hanako@example.jp>") && letter.contains("MAIL FROM:<kakehashi@example.jp>"), "{letter}");
    let text = decoded(&letter);
    let link = text.lines().find(|line| line.starts_with("http://127.0.0.1:8080/invitation/")).unwrap_or_else(|| panic!("{text}"));
    let page = get(&router, link.trim().strip_prefix("http://127.0.0.1:8080").expect("a path")).await;
    assert!(page.status == StatusCode::OK && page.text.contains("hanako"));
}

#[tokio::test]
async fn a_link_that_cannot_be_mailed_is_shown() {
    let (fixture, _letters) = portal(true).await;
    let router = fixture.router().await;
    let chief = fixture.account("chief", Role::Administrator, Audience::Inside).await;
    let chief = fixture.session(chief.id).await;
    let made = post(&router, "/admin/accounts", &chief, "sign_in_name=hanako&role=translator&mail=hanako@example.jp").await;
    assert_eq!(made.status, StatusCode::OK);
    assert!(made.text.contains("one-time-link") && made.text.contains("メールを送れませんでした"), "{}", made.text);
}
