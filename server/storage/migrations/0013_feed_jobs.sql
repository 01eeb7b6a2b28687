-- What is to be done for feeds: looking what a source has ('check'), harvesting what arrived ('harvest'), trying that ('rehearse').

CREATE TABLE feed_job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('check', 'harvest', 'rehearse')),
  feed INTEGER NOT NULL REFERENCES feed (id),
  arrival INTEGER REFERENCES arrival (id),
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
  CHECK ((kind = 'check') = (arrival IS NULL))
) STRICT;
CREATE INDEX feed_job_by_due ON feed_job (due, id) WHERE state IN ('waiting', 'running');
CREATE INDEX feed_job_by_feed ON feed_job (feed, id);
-- One at a time of a source, and of a file that arrived.
CREATE UNIQUE INDEX feed_job_check_once ON feed_job (feed) WHERE kind = 'check' AND state IN ('waiting', 'running');
CREATE UNIQUE INDEX feed_job_harvest_once ON feed_job (arrival, kind) WHERE kind <> 'check' AND state IN ('waiting', 'running');
