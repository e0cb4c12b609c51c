CREATE EXTENSION postgres_fdw; CREATE SERVER srv FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'h', dbname 'd'); CREATE USER MAPPING FOR PUBLIC SERVER srv OPTIONS (user 'u');
CREATE FOREIGN TABLE ft (id int OPTIONS (column_name 'ID') NOT NULL, v text DEFAULT 'q', CHECK (id > 0)) SERVER srv OPTIONS (schema_name 'x', table_name 'y');
ALTER FOREIGN TABLE ft ADD COLUMN w int, ALTER COLUMN v SET NOT NULL, OPTIONS (SET table_name 'z', ADD fetch_size '5'), ALTER COLUMN id OPTIONS (SET column_name 'Id'); ALTER FOREIGN TABLE ft RENAME COLUMN w TO ww; ALTER FOREIGN TABLE ft RENAME TO ft2;
CREATE OPERATOR === (leftarg = int, rightarg = int, function = int4eq, commutator = ===); CREATE OPERATOR FAMILY fam USING btree; CREATE OPERATOR CLASS opc FOR TYPE int USING btree FAMILY fam AS OPERATOR 3 = , FUNCTION 1 btint4cmp(int, int);
CREATE CAST (text AS int4range) WITH INOUT; CREATE TEXT SEARCH DICTIONARY dict (template = simple, stopwords = english); CREATE TEXT SEARCH CONFIGURATION conf (copy = pg_catalog.simple); ALTER TEXT SEARCH CONFIGURATION conf ALTER MAPPING FOR word WITH dict;
CREATE TABLE pt (id int PRIMARY KEY); CREATE PUBLICATION pub FOR TABLE pt; ALTER PUBLICATION pub SET (publish = 'insert');
CREATE ACCESS METHOD am TYPE TABLE HANDLER heap_tableam_handler;
