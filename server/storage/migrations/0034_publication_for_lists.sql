-- All that a list asks of a publication beside its present version, by its name: without a look into the table.
CREATE INDEX publication_for_lists ON publication (name, present, elements, public, deleted, office, right);
