CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL, bio text NOT NULL DEFAULT 'none', theme text);
CREATE INDEX users_theme ON users (theme);
CREATE TABLE extras (id bigint PRIMARY KEY, other text NOT NULL DEFAULT 'x');
CREATE TABLE things (id bigint PRIMARY KEY, name text NOT NULL, note text);
