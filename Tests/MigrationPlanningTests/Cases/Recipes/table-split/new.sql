CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE user_profiles (
  user_id bigint PRIMARY KEY REFERENCES users (id), about text, theme text NOT NULL DEFAULT 'plain', settings json,
  seen timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX user_profiles_theme ON user_profiles (theme);
CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
