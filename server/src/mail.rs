//! Mail, by the institution's SMTP server.

use std::time::Duration;

use anyhow::Context as _;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor,
    message::{Mailbox, header::ContentType},
    transport::smtp::authentication::Credentials,
};
use storage::{Account, LinkPurpose};

use crate::config::{MailConfig, MailEncryption};

/// A letter, in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
}

impl Letter {
    /// The letter that a link goes by, in Japanese and in English.
    #[must_use]
    pub fn of_link(purpose: LinkPurpose, account: &Account, address: &str) -> Self {
        let (name, sign_in_name) = (&account.name, &account.sign_in_name);
        match purpose {
            LinkPurpose::Invitation => Self {
                subject: "かけはしへの招待 / Invitation to Kakehashi".to_owned(),
                text: format!(
                    "{name} 様\n\nかけはしのアカウント「{sign_in_name}」が作成されました。次のリンクを開き、お名前とパスワードを設定してください。\n\
                     リンクは7日間、一度だけ使えます。\n\n{address}\n\nお心当たりのない場合は、このメールを破棄してください。\n\n---\n\n\
                     An account \"{sign_in_name}\" was made for you at Kakehashi. Open the link above to choose your name and password. \
                     It works once, within 7 days. If you do not expect this, please ignore it.\n"
                ),
            },
            LinkPurpose::Reset => Self {
                subject: "かけはしのパスワードの再設定 / Set a new password for Kakehashi".to_owned(),
                text: format!(
                    "{name} 様\n\nかけはしのアカウント「{sign_in_name}」のパスワードを再設定するリンクです。リンクは24時間、一度だけ使えます。\n\n\
                     {address}\n\nお心当たりのない場合は、管理者にお知らせください。今のパスワードはそのまま使えます。\n\n---\n\n\
                     Open the link above to set a new password for your account \"{sign_in_name}\" at Kakehashi. It works once, within 24 hours. \
                     If you do not expect this, please tell your administrator; your present password stays valid.\n"
                ),
            },
        }
    }
}

/// Sends letters.
#[derive(Clone, Debug)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Mailer {
    /// A mailer as configured. No connection is made yet.
    ///
    /// # Errors
    /// Where the sender is no address, or TLS cannot be set up.
    pub fn open(config: &MailConfig) -> anyhow::Result<Self> {
        // Installed once per process; a second installation is refused and harmless.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let from = config.from.parse().with_context(|| format!("mail.from: {}", config.from))?;
        let builder = match config.encryption {
            MailEncryption::StartTls => AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(&config.host)?,
            MailEncryption::Tls => AsyncSmtpTransport::<Tokio1Executor>::relay(&config.host)?,
            MailEncryption::None => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host),
        };
        let mut builder = builder.timeout(Some(Duration::from_secs(config.timeout_seconds)));
        if let Some(port) = config.port {
            builder = builder.port(port);
        }
        if let (Some(user), Some(password)) = (&config.user, &config.password) {
            builder = builder.credentials(Credentials::new(user.clone(), password.clone()));
        }
        Ok(Self { transport: builder.build(), from })
    }

    /// Sends a letter.
    ///
    /// # Errors
    /// Where the address is none, or the server does not take the letter.
    pub async fn send(&self, to: &str, letter: &Letter) -> anyhow::Result<()> {
        let to = Mailbox::new(None, to.parse()?);
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(letter.subject.clone())
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.clone())?;
        self.transport.send(message).await?;
        Ok(())
    }
}
