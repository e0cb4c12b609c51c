CREATE TABLE kinds (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE log (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), at timestamptz NOT NULL DEFAULT now(), kind integer NOT NULL, text text, old text);
CREATE INDEX log_kind ON log (kind);
CREATE INDEX log_old ON log (old);
