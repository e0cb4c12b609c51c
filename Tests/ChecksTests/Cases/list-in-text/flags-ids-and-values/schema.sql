CREATE TABLE tags (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE posts (
  id bigint PRIMARY KEY,
  tag_ids text NOT NULL,
  languages text NOT NULL
);
