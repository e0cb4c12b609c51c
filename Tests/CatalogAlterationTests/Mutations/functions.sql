CREATE FUNCTION {s}.add_{n}(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT a + b $$;
CREATE PROCEDURE {s}.do_{n}(a text) LANGUAGE plpgsql AS $$ BEGIN NULL; END $$;
-- then
CREATE OR REPLACE FUNCTION {s}.add_{n}(a integer, b integer DEFAULT 2) RETURNS integer LANGUAGE sql STABLE
  SECURITY DEFINER PARALLEL SAFE COST 50 SET search_path = '' AS $$ SELECT a + b + 0 $$;
COMMENT ON FUNCTION {s}.add_{n}(integer, integer) IS 'adds';
-- then
DROP FUNCTION {s}.add_{n}(integer, integer);
CREATE FUNCTION {s}.add_{n}(a integer, b integer) RETURNS bigint LANGUAGE sql IMMUTABLE LEAKPROOF AS $$ SELECT a::bigint + b $$;
CREATE FUNCTION {s}.add_{n}(a text) RETURNS text LANGUAGE sql RETURN a || 'x';
DROP PROCEDURE {s}.do_{n}(text);
CREATE PROCEDURE {s}.do_{n}(a text, INOUT b integer) LANGUAGE plpgsql AS $$ BEGIN b := 1; END $$;
-- then
CREATE VIEW {s}.added_{n} AS SELECT {s}.add_{n}(1, 2) AS three;
CREATE FUNCTION {s}.rows_{n}() RETURNS TABLE (x integer, y text) LANGUAGE sql AS $$ SELECT 1, 'a' $$;
-- then
DROP VIEW {s}.added_{n};
DROP FUNCTION {s}.add_{n}(integer, integer);
CREATE FUNCTION {s}.add_{n}(x integer, y integer) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT x::bigint + y $$;
CREATE VIEW {s}.added_{n} AS SELECT {s}.add_{n}(1, 2) AS three;
DROP FUNCTION {s}.rows_{n}();
CREATE FUNCTION {s}.rows_{n}() RETURNS TABLE (x integer, z text) LANGUAGE sql AS $$ SELECT 1, 'a' $$;
