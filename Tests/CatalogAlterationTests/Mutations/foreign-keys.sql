CREATE TABLE {s}.leans_{n} (id bigint PRIMARY KEY, up {idtype}, two {idtype}, three bigint);
ALTER TABLE {s}.leans_{n} ADD CONSTRAINT up_{n} FOREIGN KEY (up) REFERENCES {t} ({id}) NOT VALID;
-- then
ALTER TABLE {s}.leans_{n} VALIDATE CONSTRAINT up_{n};
ALTER TABLE {s}.leans_{n} ADD CONSTRAINT self_{n} FOREIGN KEY (three) REFERENCES {s}.leans_{n} (id)
  ON UPDATE CASCADE ON DELETE SET DEFAULT;
-- then
ALTER TABLE {s}.leans_{n} ALTER CONSTRAINT up_{n} DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE {s}.leans_{n} DROP CONSTRAINT self_{n};
ALTER TABLE {s}.leans_{n} ADD CONSTRAINT self_{n} FOREIGN KEY (three) REFERENCES {s}.leans_{n} (id)
  MATCH FULL ON DELETE SET NULL (three);
COMMENT ON CONSTRAINT self_{n} ON {s}.leans_{n} IS 'the row above';
-- then
ALTER TABLE {s}.leans_{n} ALTER CONSTRAINT up_{n} NOT DEFERRABLE;
ALTER TABLE {s}.leans_{n} ADD CONSTRAINT two_{n} FOREIGN KEY (two) REFERENCES {t} ({id}) ON DELETE CASCADE;
ALTER TABLE {s}.leans_{n} RENAME TO leaned_{n};
