CREATE TABLE jobs (id bigint PRIMARY KEY, queue text NOT NULL, state text NOT NULL, due_at timestamptz NOT NULL);
CREATE INDEX jobs_state ON jobs (state);
