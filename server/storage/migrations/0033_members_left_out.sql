-- Publications and their texts are stored as JSON without members that are null or an empty list. Programs before this read such members only
-- where they stand, so they must not open what this one has written; nothing that is there has to be changed.
SELECT 1;
