-- Correction by people: whose each revision is, what stands typed, and what a newer version left without its sentence.

-- What is to be known of a segment at a glance, as bits: 1 locked, 2 a check found something, 4 waits for review, 8 was sent back.
ALTER TABLE segment ADD COLUMN marks INTEGER NOT NULL DEFAULT 0;
-- The account whose words the present text is; none where no person's.
ALTER TABLE segment ADD COLUMN account INTEGER;
CREATE INDEX segment_by_source ON segment (source_hash);
CREATE INDEX segment_of_people ON segment (publication) WHERE origin = 'human';
CREATE INDEX segment_with_findings ON segment (publication) WHERE marks & 2;
CREATE INDEX segment_to_review ON segment (publication) WHERE marks & 4;
CREATE INDEX segment_sent_back ON segment (publication) WHERE marks & 8;

-- Who brought a revision about, and why. Names are those of the time. Rows are only ever added.
CREATE TABLE segment_act (
  segment INTEGER NOT NULL REFERENCES segment (id),
  revision INTEGER NOT NULL,
  act TEXT NOT NULL CHECK (act IN ('save', 'import', 'restore', 'approve', 'send-back')),
  account INTEGER NOT NULL,
  name TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- The revision that was restored.
  restored INTEGER,
  PRIMARY KEY (segment, revision)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER segment_act_stays BEFORE UPDATE ON segment_act BEGIN SELECT raise(ABORT, 'acts are only added'); END;
CREATE TRIGGER segment_act_is_kept BEFORE DELETE ON segment_act BEGIN SELECT raise(ABORT, 'acts are only added'); END;
CREATE TRIGGER segment_revision_stays BEFORE UPDATE ON segment_revision BEGIN SELECT raise(ABORT, 'revisions are only added'); END;
CREATE TRIGGER segment_revision_is_kept BEFORE DELETE ON segment_revision BEGIN SELECT raise(ABORT, 'revisions are only added'); END;

-- What an account has typed and not saved: one text for each segment, which need not have Japanese yet.
CREATE TABLE segment_draft (
  account INTEGER NOT NULL,
  publication INTEGER NOT NULL REFERENCES publication (id),
  part INTEGER NOT NULL,
  language TEXT NOT NULL,
  source_hash TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  source TEXT NOT NULL,
  japanese TEXT NOT NULL,
  based_on INTEGER NOT NULL,
  -- When it was typed, by the clock of the browser, in milliseconds: of two that arrive in the wrong order the later one holds.
  typed INTEGER NOT NULL,
  PRIMARY KEY (account, publication, part, language, source_hash, occurrence)
) STRICT, WITHOUT ROWID;

-- Publications that an account has worked on, the last one with the highest number.
CREATE TABLE account_work (
  account INTEGER NOT NULL,
  publication INTEGER NOT NULL REFERENCES publication (id),
  touched INTEGER NOT NULL,
  PRIMARY KEY (account, publication)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX account_work_by_time ON account_work (account, touched);

-- People's texts whose source the present version has no more: what their sentence has become, where that can be told.
CREATE TABLE segment_stale (
  segment INTEGER PRIMARY KEY REFERENCES segment (id),
  publication INTEGER NOT NULL REFERENCES publication (id),
  -- The hash is '' where the sentence is gone altogether.
  source_hash TEXT NOT NULL,
  occurrence INTEGER NOT NULL,
  source TEXT NOT NULL,
  -- Likeness of the two sources, per cent.
  likeness INTEGER NOT NULL,
  noted INTEGER NOT NULL,
  -- When a person dealt with it.
  settled INTEGER
) STRICT;
CREATE INDEX segment_stale_by_publication ON segment_stale (publication);
CREATE INDEX segment_stale_open ON segment_stale (publication) WHERE settled IS NULL AND source_hash <> '';

-- What is to be done after a change: 'stale' for a publication, 'offer' for a segment that was approved. Asked for again, a job has a new number, so
-- that whoever is at work on the old one does not end it.
CREATE TABLE correction_job (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('stale', 'offer')),
  subject INTEGER NOT NULL,
  UNIQUE (kind, subject)
) STRICT;
