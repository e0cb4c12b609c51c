CREATE TABLE users (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE user_profiles (user_id bigint PRIMARY KEY REFERENCES users (id), bio text, theme text NOT NULL DEFAULT 'plain');
