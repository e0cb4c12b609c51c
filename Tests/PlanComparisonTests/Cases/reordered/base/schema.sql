CREATE TABLE a (
  id bigint PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE b (
  id bigint PRIMARY KEY,
  a_id bigint NOT NULL REFERENCES a (id) ON DELETE CASCADE
);
CREATE INDEX idx_b_a_id ON b (a_id);
CREATE INDEX idx_b_both ON b (a_id, id);
CREATE VIEW both_of AS SELECT a.id, b.id AS b_id FROM a JOIN b ON b.a_id = a.id WHERE a.name = 'x  y';
CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
