CREATE TYPE {s}.step_{n} AS ENUM ('one', 'two', 'three', 'four');
CREATE DOMAIN {s}.some_step_{n} AS {s}.step_{n} DEFAULT 'one' CHECK (VALUE <> 'three');
CREATE TABLE {s}.stepped_{n} (id integer PRIMARY KEY, step {s}.step_{n} NOT NULL DEFAULT 'one', other {s}.some_step_{n});
CREATE VIEW {s}.steps_{n} AS SELECT id, step FROM {s}.stepped_{n};
CREATE FUNCTION {s}.is_step_{n}(a {s}.step_{n}) RETURNS boolean LANGUAGE sql AS $$ SELECT a = 'one' $$;
GRANT USAGE ON TYPE {s}.step_{n} TO PUBLIC;
-- replaced
CREATE TYPE {s}.step_{n} AS ENUM ('four', 'one', 'two', 'three');
CREATE DOMAIN {s}.some_step_{n} AS {s}.step_{n} DEFAULT 'one' CHECK (VALUE <> 'three');
CREATE TABLE {s}.stepped_{n} (id integer PRIMARY KEY, step {s}.step_{n} NOT NULL DEFAULT 'one', other {s}.some_step_{n});
CREATE VIEW {s}.steps_{n} AS SELECT id, step FROM {s}.stepped_{n};
CREATE FUNCTION {s}.is_step_{n}(a {s}.step_{n}) RETURNS boolean LANGUAGE sql AS $$ SELECT a = 'one' $$;
-- replaced
CREATE TYPE {s}.step_{n} AS ENUM ('one', 'two', 'three');
CREATE DOMAIN {s}.some_step_{n} AS {s}.step_{n} CHECK (VALUE <> 'three');
CREATE TABLE {s}.stepped_{n} (id integer PRIMARY KEY, step {s}.step_{n} NOT NULL DEFAULT 'two', other {s}.some_step_{n});
CREATE INDEX stepped_{n}_idx ON {s}.stepped_{n} (step) WHERE step = 'one';
