CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, name text);
CREATE UNIQUE INDEX users_email_again ON users (email);
CREATE INDEX users_email_third ON users (email);
CREATE INDEX users_name ON users (name);
CREATE INDEX users_name_twin ON users (name);
CREATE INDEX users_id ON users (id);
