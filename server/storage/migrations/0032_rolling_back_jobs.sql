-- Taking a delivery back by a job, and what has become of deliveries that were.

-- How taking a delivery back stands. A harvest of the same files takes the row away: what it brings stands again.
CREATE TABLE delivery_rolled_back (
  delivery INTEGER PRIMARY KEY REFERENCES delivery (id),
  begun INTEGER NOT NULL,
  -- NULL as long as something is left to be taken back.
  finished INTEGER,
  -- Publications that went back to an earlier version, and that have gone.
  restored INTEGER NOT NULL,
  taken_away INTEGER NOT NULL
) STRICT;

CREATE INDEX version_supplement_by_delivery ON version_supplement (delivery);

-- Tables with another state and another kind of job. What refers to a table that is made anew is made anew after it.
CREATE TABLE feed_job_before AS SELECT * FROM feed_job;
DROP TABLE feed_job;

CREATE TABLE arrival_anew (
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
  state TEXT NOT NULL CHECK (state IN ('waiting', 'harvested', 'partly', 'quarantined', 'duplicate', 'rolled-back')),
  code TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO arrival_anew (id, feed, office, name, path, mark, channel, size, content, checked, received, received_by, note, state, code, reason)
  SELECT id, feed, office, name, path, mark, channel, size, content, checked, received, received_by, note, state, code, reason FROM arrival;
DROP TABLE arrival;
ALTER TABLE arrival_anew RENAME TO arrival;
CREATE INDEX arrival_by_content ON arrival (content);
CREATE INDEX arrival_by_feed ON arrival (feed, path, mark);
CREATE INDEX arrival_by_office ON arrival (office, received);
CREATE INDEX arrival_by_state ON arrival (state, id);

CREATE TABLE feed_job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('check', 'harvest', 'rehearse', 'roll-back')),
  -- None for taking back what came by no feed.
  feed INTEGER REFERENCES feed (id),
  arrival INTEGER REFERENCES arrival (id),
  -- What is taken back.
  delivery TEXT REFERENCES delivery (hash),
  -- JSON: how it is to be done.
  options TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  created INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'stopped')),
  due INTEGER NOT NULL,
  -- Who does it, and until when he or she is believed to be alive. `attempts` counts takings, before the work begins.
  owner TEXT NOT NULL DEFAULT '',
  leased_until INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  stop INTEGER NOT NULL DEFAULT 0 CHECK (stop IN (0, 1)),
  started INTEGER,
  finished INTEGER,
  -- JSON: how far it is, and since when.
  progress TEXT NOT NULL DEFAULT '{}',
  progressed INTEGER NOT NULL DEFAULT 0,
  code TEXT NOT NULL DEFAULT '',
  reason TEXT NOT NULL DEFAULT '',
  -- JSON: what it did.
  report TEXT NOT NULL DEFAULT '{}',
  harvest_run INTEGER REFERENCES harvest_run (id),
  CHECK ((kind = 'roll-back') = (delivery IS NOT NULL)),
  CHECK (kind = 'roll-back' OR (feed IS NOT NULL AND (kind = 'check') = (arrival IS NULL)))
) STRICT;
INSERT INTO feed_job (id, kind, feed, arrival, options, asked_by, created, state, due, owner, leased_until, attempts, stop, started, finished,
    progress, progressed, code, reason, report, harvest_run)
  SELECT id, kind, feed, arrival, options, asked_by, created, state, due, owner, leased_until, attempts, stop, started, finished, progress,
    progressed, code, reason, report, harvest_run FROM feed_job_before;
DROP TABLE feed_job_before;
CREATE INDEX feed_job_by_due ON feed_job (due, id) WHERE state IN ('waiting', 'running');
CREATE INDEX feed_job_by_feed ON feed_job (feed, id);
CREATE INDEX feed_job_by_delivery ON feed_job (delivery, id) WHERE delivery IS NOT NULL;
-- One at a time of a source, of a file that arrived, and of a delivery that is taken back.
CREATE UNIQUE INDEX feed_job_check_once ON feed_job (feed) WHERE kind = 'check' AND state IN ('waiting', 'running');
CREATE UNIQUE INDEX feed_job_harvest_once ON feed_job (arrival, kind)
  WHERE kind IN ('harvest', 'rehearse') AND state IN ('waiting', 'running');
CREATE UNIQUE INDEX feed_job_roll_back_once ON feed_job (delivery) WHERE kind = 'roll-back' AND state IN ('waiting', 'running');
