-- Publications, their versions and texts, and what is counted and found by them.
-- Times are Unix seconds (UTC), dates are yyyymmdd, both INTEGER. Blobs are packed texts: see src/sqlite/packing.rs.

-- Files that arrived together. A delivery that records came by without a run having been begun has no office.
CREATE TABLE delivery (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  office TEXT,
  name TEXT NOT NULL DEFAULT '',
  size INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The last number of the change sequence.
CREATE TABLE change_sequence (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  last INTEGER NOT NULL
) STRICT;
INSERT INTO change_sequence (only_row, last) VALUES (1, 0);

-- One row a publication: what it is found, counted and filtered by. Its content stands with its versions.
CREATE TABLE publication (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  office TEXT NOT NULL,
  right TEXT NOT NULL,
  kind TEXT,
  publication_date INTEGER,
  sample INTEGER NOT NULL,
  public INTEGER NOT NULL,
  elements INTEGER NOT NULL,
  family TEXT,
  version INTEGER NOT NULL,
  present INTEGER NOT NULL,
  content_hash BLOB NOT NULL,
  changed INTEGER NOT NULL
) STRICT;
-- A publication has the number of its last change only, so that the sequence gives each publication once.
CREATE UNIQUE INDEX publication_by_change ON publication (changed);
CREATE INDEX publication_by_date ON publication (office, right, public, publication_date);
CREATE INDEX publication_by_family ON publication (family) WHERE family IS NOT NULL;

CREATE TABLE publication_version (
  id INTEGER PRIMARY KEY,
  publication INTEGER NOT NULL REFERENCES publication (id),
  version INTEGER NOT NULL,
  content_hash BLOB NOT NULL,
  delivery INTEGER NOT NULL REFERENCES delivery (id),
  file TEXT NOT NULL,
  offset INTEGER NOT NULL,
  format TEXT NOT NULL,
  stored INTEGER NOT NULL,
  bibliographic BLOB NOT NULL,
  UNIQUE (publication, version)
) STRICT;

-- Long texts, one row each: a list of results never reads them, and a part can later be shown to some and not to others.
CREATE TABLE publication_part (
  version INTEGER NOT NULL,
  part INTEGER NOT NULL,
  ordinal INTEGER NOT NULL,
  language TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (version, part, ordinal)
) STRICT;

-- The record as it came.
CREATE TABLE publication_original (
  version INTEGER PRIMARY KEY,
  content BLOB NOT NULL
) STRICT;

-- Every number the present version is found by, capital letters and digits.
CREATE TABLE publication_number (
  publication INTEGER NOT NULL,
  number TEXT NOT NULL,
  PRIMARY KEY (publication, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_number_by_number ON publication_number (number);

-- First filings of the present version: its priorities and its own application. Documents that share one are of one family.
CREATE TABLE publication_filing (
  publication INTEGER NOT NULL,
  filing TEXT NOT NULL,
  PRIMARY KEY (publication, filing)
) STRICT, WITHOUT ROWID;
CREATE INDEX publication_filing_by_filing ON publication_filing (filing);

-- Counts, kept in the transaction that changes them. Year 0 is "undated". A row whose count falls to 0 is taken away.
CREATE TABLE coverage (
  office TEXT NOT NULL,
  right TEXT NOT NULL,
  year INTEGER NOT NULL,
  public INTEGER NOT NULL,
  count INTEGER NOT NULL,
  samples INTEGER NOT NULL,
  first INTEGER,
  last INTEGER,
  PRIMARY KEY (office, right, year, public)
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage_element (
  office TEXT NOT NULL,
  right TEXT NOT NULL,
  year INTEGER NOT NULL,
  public INTEGER NOT NULL,
  element INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (office, right, year, public, element)
) STRICT, WITHOUT ROWID;

-- A document without a kind has the kind ''.
CREATE TABLE coverage_kind (
  office TEXT NOT NULL,
  kind TEXT NOT NULL,
  public INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (office, kind, public)
) STRICT, WITHOUT ROWID;
