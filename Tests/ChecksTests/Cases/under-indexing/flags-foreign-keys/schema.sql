CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE posts (id bigint PRIMARY KEY, author_id bigint NOT NULL, number integer NOT NULL, UNIQUE (author_id, number));
CREATE TABLE comments (
  id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, post_id bigint NOT NULL REFERENCES posts,
  author_id bigint, number integer, deleted_at timestamptz,
  FOREIGN KEY (author_id, number) REFERENCES posts (author_id, number));
-- Second column, included column, condition on another column: none of them serves the foreign key.
CREATE INDEX comments_post_user ON comments (post_id, user_id);
CREATE TABLE likes (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users, post_id bigint REFERENCES posts);
CREATE INDEX likes_covering ON likes (id) INCLUDE (user_id);
CREATE INDEX likes_some ON likes (post_id) WHERE id > 100;
