CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS $$
  -- The first.
  SELECT 1
$$;

CREATE TABLE b (
    a_id bigint NOT NULL,
    id bigint PRIMARY KEY
);
CREATE TABLE a (id bigint PRIMARY KEY, name text NOT NULL);

CREATE INDEX idx_b_both ON b (a_id, id);
CREATE INDEX idx_b_a_id ON b (a_id);
ALTER TABLE b ADD FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE;

CREATE VIEW both_of AS
  SELECT a.id, b.id AS b_id
  FROM a
  JOIN b ON b.a_id = a.id
  WHERE a.name = 'x  y';
