ALTER TABLE {t} ADD COLUMN amount_{n} integer;
ALTER TABLE {t} ADD CONSTRAINT amount_{n}_check CHECK (amount_{n} >= 0) NOT VALID;
-- then
ALTER TABLE {t} VALIDATE CONSTRAINT amount_{n}_check;
COMMENT ON CONSTRAINT amount_{n}_check ON {t} IS 'never below zero';
-- then
ALTER TABLE {t} DROP CONSTRAINT amount_{n}_check;
ALTER TABLE {t} ADD CONSTRAINT amount_{n}_check CHECK (amount_{n} >= 0 AND amount_{n} < 1000000) NO INHERIT;
