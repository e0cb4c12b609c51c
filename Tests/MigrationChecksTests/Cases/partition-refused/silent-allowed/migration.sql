CREATE INDEX events_at ON ONLY events (at);
ALTER TABLE events ADD UNIQUE (id, at);
