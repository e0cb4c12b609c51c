CREATE SCHEMA ext; CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA ext; CREATE EXTENSION hstore SCHEMA public VERSION '1.8'; CREATE EXTENSION citext; CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist; CREATE EXTENSION "uuid-ossp"; CREATE EXTENSION ltree WITH SCHEMA ext; CREATE EXTENSION earthdistance CASCADE;
CREATE TABLE t (id uuid DEFAULT ext.gen_random_uuid() PRIMARY KEY, u uuid DEFAULT uuid_generate_v4(), c citext UNIQUE, h hstore DEFAULT ''::hstore, p ext.ltree, n int, r tstzrange, cu cube, EXCLUDE USING gist (n WITH =, r WITH &&));
CREATE INDEX ON t USING gin (c gin_trgm_ops); CREATE INDEX ON t USING gist (p ext.gist_ltree_ops (siglen = 100)); CREATE INDEX ON t USING gin (h);
ALTER EXTENSION pgcrypto SET SCHEMA public; ALTER EXTENSION hstore UPDATE; DROP EXTENSION pg_trgm CASCADE; CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION unaccent; DROP EXTENSION unaccent; DROP EXTENSION IF EXISTS nothing;
CREATE TABLE u (c citext DEFAULT 'A', l ext.ltree[], d public.citext COLLATE "C"); CREATE INDEX ON u USING gist (l ext.gist__ltree_ops); CREATE FUNCTION f(c citext) RETURNS citext LANGUAGE sql AS 'SELECT c'; COMMENT ON FUNCTION f(citext) IS 'f';
