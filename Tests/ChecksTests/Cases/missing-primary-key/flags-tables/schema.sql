CREATE TABLE events (at timestamptz NOT NULL, payload jsonb);
CREATE TABLE logs (id bigint NOT NULL, at timestamptz NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE tokens (token text NOT NULL, UNIQUE (token));
CREATE TABLE pairs (a bigint NOT NULL, b bigint NOT NULL);
CREATE UNIQUE INDEX pairs_ab ON pairs (a, b);
