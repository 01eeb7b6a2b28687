-- Images of figures made for browsers: once for each content, whichever publications show it.

-- One row a content (SHA-256 of the figure's file), and what has become of it. `attempts` is counted before the work begins, so that a file
-- that ends the process it is read in is known after some of them. `maker` is the version of what made the images.
CREATE TABLE figure (
  content TEXT PRIMARY KEY,
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'made', 'broken')),
  maker INTEGER NOT NULL DEFAULT 0,
  due INTEGER NOT NULL,
  leased_until INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  code TEXT,
  reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX figure_by_due ON figure (due, content) WHERE state = 'waiting';

-- One row a page: its web image and its thumbnail, blobs by their content, or why it cannot be shown. Sizes in pixels.
CREATE TABLE figure_page (
  content TEXT NOT NULL REFERENCES figure (content),
  page INTEGER NOT NULL,
  width INTEGER NOT NULL DEFAULT 0,
  height INTEGER NOT NULL DEFAULT 0,
  web TEXT,
  web_type TEXT,
  web_width INTEGER,
  web_height INTEGER,
  thumbnail TEXT,
  thumbnail_type TEXT,
  thumbnail_width INTEGER,
  thumbnail_height INTEGER,
  code TEXT,
  reason TEXT,
  PRIMARY KEY (content, page),
  CHECK ((web IS NULL) = (code IS NOT NULL) AND (thumbnail IS NULL) = (code IS NOT NULL))
) STRICT, WITHOUT ROWID;
