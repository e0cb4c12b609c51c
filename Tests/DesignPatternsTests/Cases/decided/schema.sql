CREATE TABLE meters (id bigint PRIMARY KEY);
CREATE TABLE readings (
  id bigint GENERATED ALWAYS AS IDENTITY,
  meter_id bigint NOT NULL REFERENCES meters (id) ON DELETE CASCADE,
  taken_at timestamptz NOT NULL,
  serial text NOT NULL,
  value numeric NOT NULL,
  doubled numeric GENERATED ALWAYS AS (value * 2) STORED,
  PRIMARY KEY (id),
  UNIQUE (meter_id, serial)
) WITH (fillfactor = 90);
CREATE INDEX readings_meter_id_taken_at ON readings (meter_id, taken_at);
CREATE UNIQUE INDEX readings_serial_open ON readings (serial) WHERE value < 0;
CREATE TABLE reading_notes (
  id bigint PRIMARY KEY,
  reading_id bigint NOT NULL REFERENCES readings (id) ON DELETE CASCADE,
  note text NOT NULL
);
CREATE INDEX reading_notes_reading_id ON reading_notes (reading_id);
CREATE VIEW latest_readings AS SELECT meter_id, max(taken_at) AS taken_at FROM readings GROUP BY meter_id;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER readings_touch BEFORE UPDATE ON readings FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE readings ENABLE ROW LEVEL SECURITY;
CREATE POLICY readings_all ON readings USING (true);
CREATE ROLE meter_reader NOLOGIN;
GRANT SELECT, INSERT ON readings TO meter_reader;
