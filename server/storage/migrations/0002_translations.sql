-- The Japanese of publications, the work of making it, and what it is made from.

-- The present Japanese of every segment. Segments are known by their source text, not by its place, so that a new version of the
-- publication keeps the Japanese of every sentence that did not change.
CREATE TABLE segment (
  id INTEGER PRIMARY KEY,
  publication INTEGER NOT NULL REFERENCES publication (id),
  part INTEGER NOT NULL,
  language TEXT NOT NULL,
  source_hash TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  source TEXT NOT NULL,
  japanese TEXT NOT NULL,
  state TEXT NOT NULL,
  provenance TEXT NOT NULL,
  origin TEXT NOT NULL,
  revision INTEGER NOT NULL,
  saved INTEGER NOT NULL,
  UNIQUE (publication, part, language, source_hash, occurrence)
) STRICT;

-- Revisions that were superseded. Rows are only ever added.
CREATE TABLE segment_revision (
  segment INTEGER NOT NULL REFERENCES segment (id),
  revision INTEGER NOT NULL,
  japanese TEXT NOT NULL,
  state TEXT NOT NULL,
  provenance TEXT NOT NULL,
  origin TEXT NOT NULL,
  saved INTEGER NOT NULL,
  PRIMARY KEY (segment, revision)
) STRICT, WITHOUT ROWID;

-- One row a publication. `waiting` and `taken` are sets of parts (bit per part): what is asked for while a worker has the job waits
-- for the next round. Numbers of jobs are never given twice, so that a worker that comes late ends nobody else's job.
CREATE TABLE translation_job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  publication INTEGER NOT NULL UNIQUE REFERENCES publication (id),
  waiting INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0,
  due INTEGER NOT NULL,
  leased_until INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  reason TEXT
) STRICT;
CREATE INDEX translation_job_by_due ON translation_job (due, id);

-- Answers of engines, by the key that the translator package makes of all that an answer depends on.
CREATE TABLE engine_answer (
  key TEXT PRIMARY KEY,
  answer TEXT NOT NULL,
  kept INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The translation memory. A unit made from what the public may not see never takes the place of one that it may.
CREATE TABLE memory_unit (
  id INTEGER PRIMARY KEY,
  language TEXT NOT NULL,
  source_hash BLOB NOT NULL,
  public INTEGER NOT NULL,
  source TEXT NOT NULL,
  japanese TEXT NOT NULL,
  pattern TEXT NOT NULL,
  author TEXT NOT NULL,
  created INTEGER NOT NULL,
  UNIQUE (language, source_hash, public)
) STRICT;
CREATE INDEX memory_unit_by_pattern ON memory_unit (language, pattern);

CREATE TABLE term (
  concept TEXT NOT NULL,
  language TEXT NOT NULL,
  term TEXT NOT NULL,
  japanese TEXT NOT NULL,
  PRIMARY KEY (concept, language, term)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_by_language ON term (language, concept, term);
