CREATE TABLE rosters (id bigint PRIMARY KEY, name text NOT NULL, body text NOT NULL);
