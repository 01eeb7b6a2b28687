-- What engines did, and jobs of which some parts come first or are made anew.

-- Sets of parts (bit per part): asked for by a reader, who waits; whose machine text is to be made anew where it is another engine's than the one
-- that is asked now; and whose memory text is as well.
ALTER TABLE translation_job ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0;
ALTER TABLE translation_job ADD COLUMN anew INTEGER NOT NULL DEFAULT 0;
ALTER TABLE translation_job ADD COLUMN anew_memory INTEGER NOT NULL DEFAULT 0;
-- Titles and abstracts are parts 0 and 1.
CREATE INDEX translation_job_urgent ON translation_job (due, id) WHERE (waiting | taken) & urgent != 0;
CREATE INDEX translation_job_first ON translation_job (due, id) WHERE (waiting | taken) & 3 != 0;

-- One row a day (yyyymmdd, in Japan), engine, model and office; '' where the office is not known. Times in milliseconds.
CREATE TABLE engine_work (
  id INTEGER PRIMARY KEY,
  day INTEGER NOT NULL,
  engine TEXT NOT NULL,
  kind TEXT NOT NULL,
  model TEXT NOT NULL,
  office TEXT NOT NULL,
  calls INTEGER NOT NULL,
  characters INTEGER NOT NULL,
  segments INTEGER NOT NULL,
  units INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL,
  longest INTEGER NOT NULL,
  UNIQUE (day, engine, kind, model, office)
) STRICT;

-- How often something happened in it, by stable code: a call failed (0), a segment came back without Japanese (1), a check found something (2).
CREATE TABLE engine_work_code (
  work INTEGER NOT NULL REFERENCES engine_work (id) ON DELETE CASCADE,
  what INTEGER NOT NULL CHECK (what IN (0, 1, 2)),
  code TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (work, what, code)
) STRICT, WITHOUT ROWID;
