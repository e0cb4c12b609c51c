CREATE TABLE downloads (
  version integer NOT NULL,
  day date NOT NULL,
  amount integer NOT NULL DEFAULT 0,
  changed timestamptz,
  PRIMARY KEY (version, day)
);
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.changed := now(); RETURN NEW; END $$;
CREATE TRIGGER downloads_changed BEFORE UPDATE ON downloads FOR EACH ROW EXECUTE FUNCTION note_change();
