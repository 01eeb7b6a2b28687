-- Units that were approved here say what they were made from, so that decisions on public provision hold for them, too. `public` is what their
-- document was when they were made; the public sees them while the part of the document is public. `part` is NULL where it is not known.
ALTER TABLE memory_unit ADD COLUMN publication INTEGER REFERENCES publication (id);
ALTER TABLE memory_unit ADD COLUMN part INTEGER;
UPDATE memory_unit SET publication = (SELECT id FROM publication WHERE name = origin_name) WHERE origin = 'approved';
UPDATE memory_unit SET part = (SELECT s.part FROM segment s WHERE s.publication = memory_unit.publication AND s.language = memory_unit.language
    AND s.source = memory_unit.source GROUP BY s.publication HAVING count(DISTINCT s.part) = 1)
  WHERE publication IS NOT NULL;
CREATE INDEX memory_unit_by_publication ON memory_unit (publication, public);
