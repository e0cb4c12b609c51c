CREATE TABLE readings (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  value numeric NOT NULL
);
CREATE TABLE reading_flags (
  id bigint PRIMARY KEY,
  reading_id integer NOT NULL REFERENCES readings (id) ON DELETE CASCADE
);
CREATE INDEX reading_flags_reading_id ON reading_flags (reading_id);
