CREATE ROLE app NOLOGIN;
CREATE TABLE notes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner_id bigint NOT NULL,
  body text NOT NULL
);
CREATE INDEX idx_notes_owner_id ON notes (owner_id);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes TO app USING (owner_id = current_setting('app.user')::bigint);
CREATE POLICY shared ON notes FOR SELECT TO app USING (body LIKE 'public%');
GRANT SELECT, INSERT ON notes TO app;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RETURN NEW;
END
$$;
CREATE TRIGGER touch BEFORE UPDATE ON notes FOR EACH ROW EXECUTE FUNCTION touch();
