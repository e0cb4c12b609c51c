CREATE TABLE orders (id bigint PRIMARY KEY);
CREATE TABLE events (id bigint PRIMARY KEY, created_at timestamptz NOT NULL);
CREATE TABLE notes (id bigint PRIMARY KEY, created_by text, updated_at text);
