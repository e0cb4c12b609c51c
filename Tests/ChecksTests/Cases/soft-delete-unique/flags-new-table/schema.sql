CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE shelves (id bigint PRIMARY KEY, code text NOT NULL UNIQUE, deleted_at timestamptz);
