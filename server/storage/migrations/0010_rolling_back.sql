-- What is needed to take a delivery back.

CREATE INDEX publication_version_by_delivery ON publication_version (delivery);
-- Whether the public was shown the version by its delivery; NULL for versions from before this was kept.
ALTER TABLE publication_version ADD COLUMN public INTEGER CHECK (public IN (0, 1));

-- Parts of publications that others took the place of, in that order.
CREATE TABLE publication_contribution_past (
  id INTEGER PRIMARY KEY,
  publication INTEGER NOT NULL REFERENCES publication (id),
  source TEXT NOT NULL,
  public INTEGER NOT NULL,
  content_hash BLOB NOT NULL,
  delivery INTEGER NOT NULL REFERENCES delivery (id),
  content BLOB NOT NULL
) STRICT;
CREATE INDEX publication_contribution_past_by_source ON publication_contribution_past (publication, source, id);
CREATE INDEX publication_contribution_by_delivery ON publication_contribution (delivery);
CREATE TRIGGER contribution_replaced AFTER UPDATE ON publication_contribution WHEN old.content_hash <> new.content_hash BEGIN
  INSERT INTO publication_contribution_past (publication, source, public, content_hash, delivery, content)
    VALUES (old.publication, old.source, old.public, old.content_hash, old.delivery, old.content);
END;

-- Versions that brought back what stood before a delivery that was taken back: the delivery.
CREATE TABLE version_rolled_back (
  version INTEGER PRIMARY KEY REFERENCES publication_version (id),
  delivery INTEGER NOT NULL REFERENCES delivery (id)
) STRICT;
