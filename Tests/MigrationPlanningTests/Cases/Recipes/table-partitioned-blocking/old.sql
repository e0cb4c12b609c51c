CREATE TABLE readings (device integer NOT NULL, at timestamptz NOT NULL, value real);
CREATE INDEX readings_device ON readings (device);
