-- The memory: one unit for each context of a source, with where it came from and who changed it; and an index of what stands in units. Terms
-- with the documents they belong to.

CREATE TABLE memory_unit_in_context (
  id INTEGER PRIMARY KEY,
  language TEXT NOT NULL,
  source_hash BLOB NOT NULL,
  context TEXT NOT NULL,
  public INTEGER NOT NULL,
  source TEXT NOT NULL,
  japanese TEXT NOT NULL,
  pattern TEXT NOT NULL,
  author TEXT NOT NULL,
  created INTEGER NOT NULL,
  -- Who changed it last, and when: both or neither.
  changed_by TEXT,
  changed INTEGER,
  origin TEXT NOT NULL CHECK (origin IN ('approved', 'imported', 'sample')),
  origin_name TEXT NOT NULL,
  UNIQUE (language, source_hash, context, public),
  CHECK ((changed_by IS NULL) = (changed IS NULL))
) STRICT;
-- Until now, units came from files only.
INSERT INTO memory_unit_in_context (id, language, source_hash, context, public, source, japanese, pattern, author, created, origin, origin_name)
  SELECT id, language, source_hash, '', public, source, japanese, pattern, author, created, 'imported', '' FROM memory_unit ORDER BY id;
DROP TABLE memory_unit;
ALTER TABLE memory_unit_in_context RENAME TO memory_unit;
CREATE INDEX memory_unit_by_pattern ON memory_unit (language, pattern);

-- What stands in units, by words and pairs of characters: see src/sqlite/memory/index.rs. A list is one side (0 source, 1 Japanese) of the units
-- of one language and audience.
CREATE TABLE memory_list (
  id INTEGER PRIMARY KEY,
  language TEXT NOT NULL,
  side INTEGER NOT NULL CHECK (side IN (0, 1)),
  public INTEGER NOT NULL CHECK (public IN (0, 1)),
  UNIQUE (language, side, public)
) STRICT;

-- Units are taken in blocks by their ids. Which of a block are in a list, and of how many words and pairs each is.
CREATE TABLE memory_block (
  list INTEGER NOT NULL,
  block INTEGER NOT NULL,
  sizes BLOB NOT NULL,
  PRIMARY KEY (list, block)
) STRICT, WITHOUT ROWID;

-- Which units of a block have a word or pair.
CREATE TABLE memory_posting (
  list INTEGER NOT NULL,
  block INTEGER NOT NULL,
  gram INTEGER NOT NULL,
  units BLOB NOT NULL,
  PRIMARY KEY (list, block, gram)
) STRICT, WITHOUT ROWID;

-- The last unit that the index holds: those added before there was one are brought in when the store is opened.
CREATE TABLE memory_indexed (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  last INTEGER NOT NULL
) STRICT;
INSERT INTO memory_indexed (only_row, last) VALUES (1, 0);

ALTER TABLE term ADD COLUMN ipc TEXT NOT NULL DEFAULT '';
ALTER TABLE term ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE term ADD COLUMN source TEXT NOT NULL DEFAULT '';
