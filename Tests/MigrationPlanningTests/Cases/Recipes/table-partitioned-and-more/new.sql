CREATE TABLE kinds (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE log (
  id uuid DEFAULT gen_random_uuid(), at timestamptz NOT NULL DEFAULT now(), kind integer NOT NULL REFERENCES kinds (id), text text NOT NULL,
  size integer NOT NULL DEFAULT 0, PRIMARY KEY (at, id)
) PARTITION BY RANGE (at);
CREATE TABLE log_2025 PARTITION OF log FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE log_rest PARTITION OF log DEFAULT;
CREATE INDEX log_kind ON log (kind);
CREATE INDEX log_text ON log (text);
