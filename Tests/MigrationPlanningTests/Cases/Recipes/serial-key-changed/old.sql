CREATE TABLE downloads (
  id serial PRIMARY KEY,
  version integer NOT NULL,
  day date NOT NULL,
  amount integer NOT NULL DEFAULT 0,
  changed timestamptz
);
COMMENT ON COLUMN downloads.id IS 'A number that nobody asks for';
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed := now(); RETURN NEW; END $$;
CREATE TRIGGER downloads_changed BEFORE UPDATE ON downloads FOR EACH ROW EXECUTE FUNCTION note_change();
