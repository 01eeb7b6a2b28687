-- Deletions and supplements.

-- A deleted publication keeps its row, its versions and its Japanese; no read of publications gives it.
ALTER TABLE publication ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1));
-- Whether it is made of more than one record: those stand in publication_contribution.
ALTER TABLE publication ADD COLUMN supplemented INTEGER NOT NULL DEFAULT 0 CHECK (supplemented IN (0, 1));

-- How a version came about: 0 by the document's own record, 1 by a supplement, 2 by a deletion, which has no content.
ALTER TABLE publication_version ADD COLUMN kind INTEGER NOT NULL DEFAULT 0 CHECK (kind IN (0, 1, 2));

-- The record that brought a version about, where it is not the document's own. The version itself says where the document came from.
CREATE TABLE version_supplement (
  version INTEGER PRIMARY KEY REFERENCES publication_version (id),
  delivery INTEGER NOT NULL REFERENCES delivery (id),
  file TEXT NOT NULL,
  offset INTEGER NOT NULL,
  format TEXT NOT NULL,
  original BLOB NOT NULL
) STRICT;

-- What a publication is made of, each as it was before the others were added: the document (source '') and the last supplement of every
-- format.
CREATE TABLE publication_contribution (
  id INTEGER PRIMARY KEY,
  publication INTEGER NOT NULL REFERENCES publication (id),
  source TEXT NOT NULL,
  public INTEGER NOT NULL,
  content_hash BLOB NOT NULL,
  delivery INTEGER NOT NULL REFERENCES delivery (id),
  content BLOB NOT NULL,
  UNIQUE (publication, source)
) STRICT;

-- Supplements that were taken, by content: the same one is not taken twice, whatever came after it.
CREATE TABLE supplement_taken (
  publication INTEGER NOT NULL REFERENCES publication (id),
  content_hash BLOB NOT NULL,
  PRIMARY KEY (publication, content_hash)
) STRICT, WITHOUT ROWID;

ALTER TABLE harvest_run ADD COLUMN deleted INTEGER NOT NULL DEFAULT 0;
