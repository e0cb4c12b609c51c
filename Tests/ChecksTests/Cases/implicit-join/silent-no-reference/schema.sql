CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE accounts (id text PRIMARY KEY);
CREATE TABLE comments (id bigint PRIMARY KEY);
CREATE TABLE actor (actor_id integer PRIMARY KEY, name text);
CREATE TABLE memberships (shop_id bigint, number integer, PRIMARY KEY (shop_id, number));
CREATE TABLE posts (
  id bigint PRIMARY KEY,
  -- a pair that points at several tables
  commentable_id bigint, commentable_type text, user_id bigint, user_type text,
  -- the table's own number
  post_id bigint,
  -- other systems' identifiers
  stripe_account_id text, external_account_id text, github_user_id bigint,
  -- another type than the key's
  account_id bigint, comment_id uuid,
  -- no table of that name, and a key of two columns
  session_id bigint, membership_id bigint,
  user_ids bigint[], users integer,
  reviewer_user_id bigint REFERENCES users);
CREATE INDEX ON posts (reviewer_user_id);
