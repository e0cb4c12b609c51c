CREATE TYPE {s}.span_{n} AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TABLE {s}.spanned_{n} (id integer PRIMARY KEY, span {s}.span_{n});
-- then
COMMENT ON TYPE {s}.span_{n} IS 'from and to';
CREATE INDEX spanned_{n}_idx ON {s}.spanned_{n} USING gist (span);
ALTER TABLE {s}.spanned_{n} ADD COLUMN spans {s}.span_{n}[];
-- then
CREATE TYPE {s}.named_{n} AS RANGE (subtype = text, collation = "C", multirange_type_name = {s}.many_{n});
ALTER TABLE {s}.spanned_{n} ADD COLUMN words {s}.named_{n};
