-- Japanese that was made with what people inside alone may read (mark 16, kept with superseded revisions too). While its part is kept back, so is it;
-- where the public may read the part, nobody is shown it any more, and it is made anew without.
ALTER TABLE segment_revision ADD COLUMN marks INTEGER NOT NULL DEFAULT 0;
CREATE INDEX segment_made_inside ON segment (publication) WHERE marks & 16;

-- The segments that are shown. What a reader is told is read from here.
CREATE VIEW shown_segment AS
  SELECT s.id, s.publication, s.part, s.language, s.source_hash, s.occurrence, s.source, s.japanese, s.state, s.provenance, s.origin, s.revision,
    s.saved, s.marks, s.account
  FROM segment s
  WHERE NOT (s.marks & 16 AND EXISTS (SELECT 1 FROM publication p WHERE p.id = s.publication AND p.public = 1
    AND NOT EXISTS (SELECT 1 FROM withheld w WHERE w.office = p.office AND w.right = p.right AND (w.element = 32768 OR w.element = 1 << s.part))));

-- What machines have made of parts that are kept back now may have been made so.
UPDATE segment SET marks = marks | 16
  WHERE origin <> 'human' AND NOT EXISTS (SELECT 1 FROM publication p WHERE p.id = segment.publication AND p.public = 1
    AND NOT EXISTS (SELECT 1 FROM withheld w WHERE w.office = p.office AND w.right = p.right
      AND (w.element = 32768 OR w.element = 1 << segment.part)));
