-- Accounts, how they are signed in, and what was done.

-- AUTOINCREMENT: the number of an account is never given again, so that what an account did stays its own.
CREATE TABLE account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sign_in_name TEXT NOT NULL,
  -- In small letters: names that differ in case only are one.
  folded_name TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  mail TEXT,
  role TEXT NOT NULL CHECK (role IN ('reader', 'translator', 'reviewer', 'administrator')),
  audience TEXT NOT NULL CHECK (audience IN ('public', 'inside')),
  -- Argon2id, as a PHC string; none until the invitation is taken.
  password TEXT,
  disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  created INTEGER NOT NULL,
  last_signed_in INTEGER
) STRICT;

-- Of tokens, only SHA-256 is kept: who reads the table cannot sign in with it.
CREATE TABLE account_session (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  token_hash BLOB NOT NULL UNIQUE,
  account INTEGER NOT NULL REFERENCES account (id),
  browser TEXT NOT NULL,
  created INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  idle_until INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT;
CREATE INDEX account_session_by_account ON account_session (account, id);
CREATE INDEX account_session_by_expiry ON account_session (expires);

-- Browsers that have signed in to an account before.
CREATE TABLE account_browser (
  token_hash BLOB NOT NULL,
  account INTEGER NOT NULL REFERENCES account (id),
  last_signed_in INTEGER NOT NULL,
  PRIMARY KEY (account, token_hash)
) STRICT, WITHOUT ROWID;

-- Links by which a password is set: the last one made for an account, if any.
CREATE TABLE account_link (
  account INTEGER PRIMARY KEY REFERENCES account (id),
  token_hash BLOB NOT NULL UNIQUE,
  purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
  created INTEGER NOT NULL,
  expires INTEGER NOT NULL
) STRICT;

-- Every act that matters. Rows are added and never touched again.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  -- Who; none where the act was done by a command on the machine itself.
  account INTEGER,
  act TEXT NOT NULL,
  subject TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX audit_by_account ON audit (account, id);
CREATE INDEX audit_by_act ON audit (act, id);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit BEGIN SELECT raise(ABORT, 'the audit log is only added to'); END;
