-- What harvest runs did, and what they refused.

CREATE TABLE harvest_run (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  delivery INTEGER NOT NULL REFERENCES delivery (id),
  started INTEGER NOT NULL,
  finished INTEGER,
  read INTEGER NOT NULL DEFAULT 0,
  created INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX harvest_run_by_delivery ON harvest_run (delivery, id);

-- Rejects in the order of the run; of a run that refuses very many, the first ones. harvest_run.rejected counts all.
CREATE TABLE reject (
  run INTEGER NOT NULL REFERENCES harvest_run (id),
  ordinal INTEGER NOT NULL,
  file TEXT NOT NULL,
  place TEXT NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (run, ordinal)
) STRICT, WITHOUT ROWID;
