-- Feeds: where an office's files come from, and how they are read. And everything that arrived.

CREATE TABLE feed (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  office TEXT NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  updated INTEGER NOT NULL,
  enabled INTEGER NOT NULL CHECK (enabled IN (0, 1)),
  -- JSON array of rights.
  rights TEXT NOT NULL,
  -- Empty where files are only uploaded.
  address TEXT NOT NULL,
  pattern TEXT NOT NULL,
  user TEXT NOT NULL,
  -- A secret sealed with the key of the environment, or a reference to one (env:NAME, file:PATH); at most one of both.
  sealed BLOB,
  reference TEXT,
  host_key TEXT,
  format TEXT NOT NULL,
  encoding TEXT NOT NULL,
  language TEXT NOT NULL,
  public INTEGER NOT NULL CHECK (public IN (0, 1)),
  translate_all INTEGER NOT NULL CHECK (translate_all IN (0, 1)),
  schedule TEXT NOT NULL,
  interval_days INTEGER CHECK (interval_days > 0),
  file_bytes INTEGER CHECK (file_bytes > 0),
  -- 'error', 'always' or 'never'.
  notify TEXT NOT NULL,
  -- When it is checked next; NULL where only by hand.
  next_due INTEGER,
  CHECK (sealed IS NULL OR reference IS NULL)
) STRICT;
CREATE INDEX feed_by_due ON feed (next_due) WHERE next_due IS NOT NULL;

-- A file that arrived, by whatever channel. `mark` tells its version in the source's listing. Nothing is ever deleted here.
CREATE TABLE arrival (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  feed INTEGER REFERENCES feed (id),
  office TEXT NOT NULL,
  name TEXT NOT NULL,
  path TEXT NOT NULL,
  mark TEXT NOT NULL,
  channel TEXT NOT NULL,
  size INTEGER NOT NULL,
  -- SHA-256 of its bytes, which are kept under it.
  content TEXT NOT NULL,
  -- What the source stated that it was checked against: 'sha256', 'md5', 'size', or ''.
  checked TEXT NOT NULL,
  received INTEGER NOT NULL,
  received_by TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'harvested', 'partly', 'quarantined', 'duplicate')),
  code TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX arrival_by_content ON arrival (content);
CREATE INDEX arrival_by_feed ON arrival (feed, path, mark);
CREATE INDEX arrival_by_office ON arrival (office, received);
CREATE INDEX arrival_by_state ON arrival (state, id);
