CREATE TABLE users (
  id bigint PRIMARY KEY, name text NOT NULL, bio text, theme text NOT NULL DEFAULT 'plain', settings json
);
CREATE INDEX users_theme ON users (theme);
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
