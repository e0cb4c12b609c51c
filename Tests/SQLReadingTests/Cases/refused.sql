CREATE TABLE good (id int PRIMARY KEY, name text);
CREATE TABLE broken (id int,, name text);
CREATE INDEX ON god (id);
CREATE INDEX ON good (nam);
ALTER TABLE good ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES missing;
ALTER TABLE good ADD FOREIGN KEY (id) REFERENCES auth.users (id);
CREATE TABLE good (id int);
ALTER TABLE good DROP CONSTRAINT good_pky;
DROP TABLE nothing;
DROP TABLE IF EXISTS nothing;
DO $$ BEGIN EXECUTE 'CREATE TABLE made (id int)'; END $$;
CREATE INDEX ON made (id);
CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq);
\i other.sql
GRANT SELECT ON good TO :READER;
INSERT INTO good VALUES (1, 'a');
SELECT pg_catalog.set_config('search_path', '', false);
CREATE VIEW v AS WITH x AS (SELECT 1) SELECT * FROM x, good, goood;
