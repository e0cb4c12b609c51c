ALTER TABLE {t} ADD COLUMN wanted_{n} integer;
-- then
UPDATE {t} SET wanted_{n} = 1;
ALTER TABLE {t} ALTER COLUMN wanted_{n} SET NOT NULL;
-- then
ALTER TABLE {t} ALTER COLUMN wanted_{n} SET DEFAULT 4;
ALTER TABLE {t} ADD COLUMN also_{n} text NOT NULL DEFAULT 'a b';
