CREATE TABLE days (id bigint PRIMARY KEY, seconds integer NOT NULL);
