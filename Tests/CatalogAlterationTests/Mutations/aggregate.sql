CREATE FUNCTION {s}.longer_{n}(a text, b text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT greatest(a, b) $$;
CREATE AGGREGATE {s}.longest_{n}(text) (SFUNC = {s}.longer_{n}, STYPE = text);
-- then
COMMENT ON AGGREGATE {s}.longest_{n}(text) IS 'the longest';
CREATE VIEW {s}.long_{n} AS SELECT {s}.longest_{n}({id}::text) AS l FROM {t};
-- then
DROP VIEW {s}.long_{n};
DROP AGGREGATE {s}.longest_{n}(text);
CREATE AGGREGATE {s}.longest_{n}(text) (SFUNC = {s}.longer_{n}, STYPE = text, INITCOND = '');
