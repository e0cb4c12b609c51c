CREATE TABLE events (id bigint NOT NULL, at timestamptz NOT NULL, note text, PRIMARY KEY (id));
CREATE INDEX events_note ON events (note);
