CREATE EXTENSION pg_trgm;
CREATE ROLE app NOLOGIN;
CREATE TABLE notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner_id bigint NOT NULL,
  body text NOT NULL
);
CREATE INDEX idx_notes_body ON notes USING gin (body gin_trgm_ops);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON notes TO app USING (owner_id = current_setting('app.user')::bigint);
GRANT SELECT ON notes TO app;
GRANT SELECT ON notes TO PUBLIC;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.body := trim(NEW.body);
  RETURN NEW;
END
$$;
CREATE TRIGGER touch BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION touch();
