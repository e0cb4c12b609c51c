CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL, CONSTRAINT events_key UNIQUE (id));
CREATE UNIQUE INDEX events_identity ON events (id);
ALTER TABLE events REPLICA IDENTITY USING INDEX events_identity;
