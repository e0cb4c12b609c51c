CREATE TYPE mood AS ENUM ('fine', 'so "so"', 'it''s bad');
CREATE DOMAIN score AS int CHECK (VALUE >= 0);
CREATE TABLE "All types" (
  "Key" uuid PRIMARY KEY, n smallint, b bigint, d date, t timestamptz, local timestamp(0), m mood, s score,
  tags text[], place point, raw bytea, f double precision, ch char(3), net inet
);
