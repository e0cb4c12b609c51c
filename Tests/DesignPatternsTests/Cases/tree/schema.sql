CREATE TABLE parts (
  id bigint PRIMARY KEY,
  parent_id bigint REFERENCES parts (id) ON DELETE RESTRICT,
  name text NOT NULL
);
