CREATE TABLE events (id bigint PRIMARY KEY, status text NOT NULL, due timestamptz NOT NULL);
CREATE INDEX events_due ON events (due) WHERE status = 'PENDING';
