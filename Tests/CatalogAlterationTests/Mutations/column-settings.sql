ALTER TABLE {t} ADD COLUMN body_{n} text, ADD COLUMN code_{n} varchar(20);
-- then
ALTER TABLE {t} ALTER COLUMN body_{n} SET STORAGE EXTERNAL, ALTER COLUMN body_{n} SET STATISTICS 300,
  ALTER COLUMN code_{n} SET COMPRESSION pglz, ALTER COLUMN code_{n} SET (n_distinct = 40);
-- then
ALTER TABLE {t} ALTER COLUMN body_{n} SET STORAGE MAIN, ALTER COLUMN body_{n} SET STATISTICS -1,
  ALTER COLUMN code_{n} SET (n_distinct = 50, n_distinct_inherited = -0.5);
ALTER TABLE {t} ALTER COLUMN code_{n} TYPE varchar(40) COLLATE "C";
COMMENT ON COLUMN {t}.body_{n} IS 'it''s the text';
-- then
ALTER TABLE {t} ALTER COLUMN code_{n} TYPE text;
ALTER TABLE {t} ALTER COLUMN code_{n} RESET (n_distinct);
