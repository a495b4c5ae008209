-- What queries compare, and what counting reads. Revisions that were made before are made again, since their index version is
-- not today's; until then these are empty.

-- The title of an item, or what it begins with where it has none; the same normalised.
ALTER TABLE items ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN normalised_name TEXT NOT NULL DEFAULT '';
-- Normalised, too: title and text without the lists of agencies; these lists as printed; how its title begins, or its text where
-- it has none, 64 characters of it.
ALTER TABLE items ADD COLUMN content TEXT NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN agency_lists TEXT NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN beginning TEXT NOT NULL DEFAULT '';

-- Everything but the texts, so that counting does not read them.
CREATE INDEX items_in_order ON items (revision, position, kind, number, section, domain);
