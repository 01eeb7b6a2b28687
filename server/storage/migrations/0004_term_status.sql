-- What a term is for, and for whom: one that is forbidden is known and never offered, one of restricted origin is for people inside.
ALTER TABLE term ADD COLUMN status TEXT NOT NULL DEFAULT 'preferred' CHECK (status IN ('preferred', 'admitted', 'forbidden'));
ALTER TABLE term ADD COLUMN public INTEGER NOT NULL DEFAULT 1 CHECK (public IN (0, 1));
