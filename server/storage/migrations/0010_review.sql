-- Suggestions, ratings, and the classes by which work is divided.

-- A better sentence that somebody suggests, for a segment that need not have Japanese yet. It becomes text by a person's save alone.
CREATE TABLE suggestion (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  publication INTEGER NOT NULL REFERENCES publication (id),
  part INTEGER NOT NULL,
  language TEXT NOT NULL,
  source_hash TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  source TEXT NOT NULL,
  japanese TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- A reader's, or the text that was approved for the same sentence elsewhere.
  origin TEXT NOT NULL CHECK (origin IN ('reader', 'identical')),
  -- None where nobody was signed in.
  account INTEGER,
  name TEXT NOT NULL,
  made INTEGER NOT NULL,
  settled INTEGER,
  settled_by INTEGER,
  outcome TEXT CHECK (outcome IN ('taken', 'declined')),
  CHECK ((settled IS NULL) = (outcome IS NULL))
) STRICT;
CREATE INDEX suggestion_open ON suggestion (publication) WHERE settled IS NULL;
CREATE UNIQUE INDEX suggestion_once ON suggestion (publication, part, language, source_hash, occurrence, japanese) WHERE settled IS NULL;

-- How well a revision renders its sentence: 5 to 1, as the JPO's procedure for judging machine translation has it. One for each account.
CREATE TABLE rating (
  publication INTEGER NOT NULL REFERENCES publication (id),
  part INTEGER NOT NULL,
  language TEXT NOT NULL,
  source_hash TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  account INTEGER NOT NULL,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),
  -- The engine or person that made what was rated, as provenance.
  provenance TEXT NOT NULL,
  rated INTEGER NOT NULL,
  PRIMARY KEY (publication, part, language, source_hash, occurrence, revision, account)
) STRICT, WITHOUT ROWID;

-- Subclasses of the IPC of the present version: H01M.
CREATE TABLE publication_class (
  publication INTEGER NOT NULL REFERENCES publication (id),
  class TEXT NOT NULL,
  PRIMARY KEY (publication, class)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_by_class ON publication_class (class, publication);
CREATE INDEX publication_by_office ON publication (office);

-- Publications stored before there were classes have theirs noted when the store is opened, up to the last one of that time.
CREATE TABLE publication_class_noted (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  done INTEGER NOT NULL,
  last INTEGER NOT NULL
) STRICT;
INSERT INTO publication_class_noted (only_row, done, last) SELECT 1, 0, coalesce(max(id), 0) FROM publication;
