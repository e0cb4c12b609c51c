-- Defaults that are NULL: a mere constant is none, one that a call or a domain coerces stays.
CREATE DOMAIN hash AS bytea CHECK (octet_length(VALUE) = 20);
CREATE DOMAIN label AS varchar(20) DEFAULT NULL;
CREATE TABLE nothing (
  plain text DEFAULT NULL,
  plain_cast text DEFAULT NULL::text,
  unbounded varchar DEFAULT NULL::character varying,
  short varchar(64) DEFAULT NULL,
  short_cast varchar(64) DEFAULT NULL::character varying,
  fixed char(3) DEFAULT NULL,
  money numeric(20) DEFAULT NULL,
  whole numeric DEFAULT NULL,
  moment timestamp(3) DEFAULT NULL,
  span interval(3) DEFAULT NULL,
  words varchar(10)[] DEFAULT NULL,
  digest hash DEFAULT NULL,
  shown label DEFAULT NULL,
  otherwise varchar(8)
);
ALTER TABLE nothing ALTER otherwise SET DEFAULT NULL;
ALTER TABLE nothing ADD COLUMN later varchar(5) DEFAULT NULL, ADD COLUMN much int DEFAULT NULL;

-- Names in strings are read by the rule of regclass, not of SQL.
CREATE SEQUENCE "object-sequence";
CREATE SEQUENCE "Mixed Case";
CREATE TABLE drawn (
  id bigint DEFAULT nextval('object-sequence') PRIMARY KEY,
  other bigint DEFAULT nextval('"Mixed Case"'),
  third bigint DEFAULT nextval(' PUBLIC . "object-sequence" '::regclass)
);

-- Aggregates as they were declared before PostgreSQL 8.2.
CREATE FUNCTION joined(text, text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 || ':' || $2 $$;
CREATE AGGREGATE concat_colon (BASETYPE = text, SFUNC = joined, STYPE = text);
COMMENT ON AGGREGATE concat_colon(text) IS 'joins with colons';
CREATE FUNCTION appended(anyarray, anyelement) RETURNS anyarray LANGUAGE sql IMMUTABLE AS $$ SELECT $1 || $2 $$;
CREATE AGGREGATE as_array (BASETYPE = anyelement, SFUNC = appended, STYPE = anyarray, INITCOND = '{}');
CREATE AGGREGATE how_many (BASETYPE = "ANY", SFUNC = int8inc, STYPE = int8, INITCOND = '0');

-- What was taken from everybody and given back.
REVOKE ALL ON FUNCTION joined(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION joined(text, text) TO PUBLIC;

ALTER TABLE nothing ALTER plain SET STORAGE external;
CREATE VIEW relations AS SELECT relname FROM pg_catalog.pg_class;
