CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE user_profiles (
  user_id bigint PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE, about text NOT NULL, theme text CHECK (theme <> '')
);
CREATE INDEX user_profiles_theme ON user_profiles (theme);
CREATE TABLE extras (id bigint PRIMARY KEY, note text, other text NOT NULL DEFAULT 'x');
CREATE TABLE things (id bigint PRIMARY KEY, name text NOT NULL);
