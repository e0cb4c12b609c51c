CREATE TABLE people (id bigint PRIMARY KEY);
CREATE TABLE notes (id bigint PRIMARY KEY, written_by bigint NOT NULL);
