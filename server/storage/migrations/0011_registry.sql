-- The registry of offices: what was agreed on the exchange with each, as a whole (right '') or for a right of its own.

CREATE TABLE exchange_agreement (
  office TEXT NOT NULL,
  right TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 1,
  updated INTEGER NOT NULL,
  agreement TEXT NOT NULL DEFAULT 'unknown' CHECK (agreement IN ('yes', 'partly', 'no', 'unknown')),
  exchange TEXT NOT NULL DEFAULT 'unknown' CHECK (exchange IN ('yes', 'partly', 'no', 'unknown')),
  provision TEXT NOT NULL DEFAULT 'unknown' CHECK (provision IN ('yes', 'no', 'unknown')),
  -- JSON arrays: the four steps in their order, the elements agreed on, the products of the available list.
  steps TEXT NOT NULL,
  elements TEXT NOT NULL,
  products TEXT NOT NULL,
  -- Days between deliveries; NULL where nobody has told.
  interval_days INTEGER CHECK (interval_days > 0),
  frequency TEXT NOT NULL DEFAULT '',
  contact TEXT NOT NULL DEFAULT '',
  allowed_use TEXT NOT NULL DEFAULT '',
  remarks TEXT NOT NULL DEFAULT '',
  -- Of when this is, and who says so, in words: not every source has a date.
  as_of TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (office, right)
) STRICT, WITHOUT ROWID;
