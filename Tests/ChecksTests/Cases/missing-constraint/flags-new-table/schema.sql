CREATE TABLE days (id bigint PRIMARY KEY, seconds integer NOT NULL);
CREATE TABLE marks (id bigint PRIMARY KEY, place text NOT NULL, number integer NOT NULL, status text NOT NULL);
