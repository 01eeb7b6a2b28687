-- Public provision: what of an office's publications the public is shown, decided apart from what each delivery said. Office and right together
-- are a "class" below.

-- Decisions in force. `element` is a bit of what can be kept back (see publication::Withheld), 32768 for the publications altogether.
-- `since` (yyyymmdd, Japan's time): public from that day on, and not before.
CREATE TABLE provision (
  office TEXT NOT NULL,
  right TEXT NOT NULL,
  element INTEGER NOT NULL,
  public INTEGER NOT NULL CHECK (public IN (0, 1)),
  since INTEGER,
  decided INTEGER NOT NULL,
  PRIMARY KEY (office, right, element),
  CHECK (since IS NULL OR public = 1)
) STRICT, WITHOUT ROWID;

-- What is kept back now. Every read for the public asks it, so that a decision holds from the moment it is committed.
CREATE VIEW withheld AS
  SELECT office, right, element FROM provision
  WHERE public = 0 OR since > CAST(strftime('%Y%m%d', 'now', '+9 hours') AS INTEGER);

-- Decisions that are proposed, and what became of them. Rows are only ever added and then decided once. Accounts are numbers of the account table;
-- NULL is the command line.
CREATE TABLE provision_proposal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  office TEXT NOT NULL,
  right TEXT NOT NULL,
  element INTEGER NOT NULL,
  public INTEGER NOT NULL CHECK (public IN (0, 1)),
  since INTEGER,
  proposed_by INTEGER,
  proposed INTEGER NOT NULL,
  decided_by INTEGER,
  decided INTEGER,
  accepted INTEGER CHECK (accepted IN (0, 1)),
  CHECK ((decided IS NULL) = (accepted IS NULL))
) STRICT;
CREATE INDEX provision_proposal_open ON provision_proposal (id) WHERE decided IS NULL;

-- How far the indexes have been told. A class is settled when all its publications were given change numbers after its last decision; the last
-- of them is `change`. An index that has applied that number holds what `withheld` leaves; an older one what `before` left.
CREATE TABLE provision_settled (
  office TEXT NOT NULL,
  right TEXT NOT NULL,
  withheld INTEGER NOT NULL DEFAULT 0,
  before INTEGER NOT NULL DEFAULT 0,
  change INTEGER NOT NULL DEFAULT 0,
  -- While it is being settled: what for, and the last publication's row.
  settling INTEGER,
  after INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (office, right)
) STRICT, WITHOUT ROWID;

-- Kinds are counted by right too: one right of an office may be kept back, and with it that there are such kinds.
CREATE TABLE coverage_kind_of_right (
  office TEXT NOT NULL,
  right TEXT NOT NULL,
  kind TEXT NOT NULL,
  public INTEGER NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (office, right, kind, public)
) STRICT, WITHOUT ROWID;
INSERT INTO coverage_kind_of_right (office, right, kind, public, count)
  SELECT office, right, coalesce(kind, ''), public, count(*) FROM publication WHERE deleted = 0 GROUP BY 1, 2, 3, 4;
DROP TABLE coverage_kind;
ALTER TABLE coverage_kind_of_right RENAME TO coverage_kind;
