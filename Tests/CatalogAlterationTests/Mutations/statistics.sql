ALTER TABLE {t} ADD COLUMN sa_{n} integer, ADD COLUMN sb_{n} integer;
CREATE STATISTICS {s}.together_{n} (ndistinct, dependencies) ON sa_{n}, sb_{n} FROM {t};
-- then
ALTER STATISTICS {s}.together_{n} SET STATISTICS 300;
COMMENT ON STATISTICS {s}.together_{n} IS 'they go together';
-- then
DROP STATISTICS {s}.together_{n};
CREATE STATISTICS {s}.together_{n} ON (sa_{n} % 10), (sb_{n} + 1) FROM {t};
-- then
DROP STATISTICS {s}.together_{n};
ALTER TABLE {t} ALTER COLUMN sa_{n} TYPE bigint;
CREATE STATISTICS {s}.together_{n} (mcv) ON sa_{n}, sb_{n} FROM {t};
