CREATE TABLE facts (id bigint PRIMARY KEY, at timestamptz NOT NULL);
