CREATE TABLE posts (
  id bigint PRIMARY KEY,
  tag_ids bigint[] NOT NULL,
  bids integer NOT NULL,
  ids text NOT NULL
);
