CREATE SCHEMA ops;
CREATE ROLE planner;
CREATE TYPE mode AS ENUM ('bus', 'tram', 'rail');
CREATE DOMAIN code AS varchar(8) CHECK (VALUE = upper(VALUE));
CREATE DOMAIN seats AS integer;

CREATE FUNCTION next_code(prefix text) RETURNS text LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN prefix || 'X'; END $$;
CREATE FUNCTION zone_of(lat double precision) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT floor(lat)::integer';
CREATE FUNCTION ops.today() RETURNS date LANGUAGE sql STABLE AS 'SELECT current_date';

CREATE TABLE lines (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE,
  mode mode NOT NULL DEFAULT 'bus',
  colour char(7),
  since date,
  fare numeric(6,2),
  active boolean NOT NULL DEFAULT true,
  updated timestamp with time zone,
  trips integer NOT NULL DEFAULT 0
);
CREATE TABLE stops (
  id bigint PRIMARY KEY,
  name varchar(60) NOT NULL,
  lat double precision,
  lon double precision,
  zone integer GENERATED ALWAYS AS (zone_of(lat)) STORED,
  label code,
  CHECK (lat BETWEEN -90 AND 90)
);
CREATE INDEX stops_zone ON stops (zone);
CREATE INDEX stops_name ON stops (name text_pattern_ops);
CREATE TABLE line_stops (
  line_id integer REFERENCES lines (id) ON DELETE CASCADE,
  stop_id bigint REFERENCES stops (id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  position integer NOT NULL,
  PRIMARY KEY (line_id, position)
);
CREATE INDEX line_stops_stop ON line_stops (stop_id);

CREATE TABLE trips (
  id bigint NOT NULL,
  line_id integer NOT NULL REFERENCES lines (id),
  day date NOT NULL,
  riders seats,
  PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE TABLE trips_2024 PARTITION OF trips FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE trips_2025 PARTITION OF trips FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE INDEX trips_line ON trips (line_id);
CREATE TABLE trips_2026 (LIKE trips INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
CREATE TABLE checkins (rider uuid NOT NULL, at timestamptz, trip bigint) PARTITION BY HASH (rider);
CREATE TABLE checkins_0 PARTITION OF checkins FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE checkins_1 PARTITION OF checkins FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE sales (region text, cents integer, day date) PARTITION BY LIST (region);
CREATE TABLE sales_north PARTITION OF sales FOR VALUES IN ('n', NULL);
CREATE TABLE sales_south PARTITION OF sales FOR VALUES IN ('s');
CREATE TABLE sales_rest PARTITION OF sales DEFAULT PARTITION BY RANGE (day);
CREATE TABLE sales_rest_old PARTITION OF sales_rest FOR VALUES FROM (MINVALUE) TO ('2024-01-01');
CREATE TABLE sales_rest_new PARTITION OF sales_rest FOR VALUES FROM ('2024-01-01') TO (MAXVALUE);
CREATE TABLE sales_west (region text NOT NULL, cents integer, day date);

CREATE TABLE history (tab text, id text, op text, at timestamptz DEFAULT now());
CREATE TABLE deleted_lines (id integer, name text);
CREATE FUNCTION ops.track() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO deleted_lines SELECT OLD.id, OLD.name;
    RETURN OLD;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO history (tab, id, op) VALUES ('lines', NEW.id::text, 'u');
    RETURN NEW;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lines_track AFTER INSERT OR UPDATE OR DELETE ON lines FOR EACH ROW EXECUTE FUNCTION ops.track();
CREATE FUNCTION ops.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated := now(); RETURN NEW; END $$;
CREATE TRIGGER lines_stamp BEFORE UPDATE ON lines FOR EACH ROW EXECUTE FUNCTION ops.stamp();
CREATE FUNCTION ops.count_trip() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE lines SET trips = trips + 1 WHERE id = NEW.line_id;
  RETURN NULL;
END $$;
CREATE TRIGGER trips_count AFTER INSERT ON trips FOR EACH ROW EXECUTE FUNCTION ops.count_trip();

CREATE FUNCTION riders_of(line integer) RETURNS bigint LANGUAGE sql STABLE AS 'SELECT sum(riders) FROM trips WHERE line_id = $1';
CREATE FUNCTION close_line(line integer) RETURNS void LANGUAGE plpgsql AS $$
DECLARE n integer;
BEGIN
  SELECT count(*) INTO n FROM line_stops WHERE line_id = line;
  UPDATE stops SET label = 'CLOSED' WHERE id = -1;
  PERFORM 1;
END $$;
CREATE PROCEDURE ops.clean(before date) LANGUAGE plpgsql AS $$ BEGIN DELETE FROM history WHERE at < before; END $$;

CREATE VIEW active_lines AS SELECT id, name, mode FROM lines WHERE active;
CREATE VIEW line_map AS SELECT l.name AS line, s.name AS stop FROM lines l JOIN line_stops ls ON ls.line_id = l.id JOIN stops s ON s.id = ls.stop_id;
CREATE VIEW trams AS SELECT * FROM active_lines WHERE mode = 'tram' WITH LOCAL CHECK OPTION;
CREATE MATERIALIZED VIEW stop_use AS SELECT stop_id, count(*) AS uses FROM line_stops GROUP BY stop_id;
CREATE UNIQUE INDEX stop_use_key ON stop_use (stop_id);
CREATE TABLE wishes (id serial PRIMARY KEY, body text, done boolean);
CREATE RULE wishes_kept AS ON DELETE TO wishes DO INSTEAD UPDATE wishes SET done = true WHERE id = OLD.id;
CREATE TABLE vehicles (id integer PRIMARY KEY, plate text, built integer);
CREATE TABLE buses (doors integer) INHERITS (vehicles);
CREATE TABLE trams_owned (axles integer) INHERITS (vehicles);
CREATE SEQUENCE ops.numbers;
CREATE PUBLICATION live FOR TABLE lines, stops;
CREATE TYPE ops.place AS (lat float8, lon float8);
CREATE TABLE ops.places OF ops.place;
CREATE STATISTICS stops_stat ON lat, lon FROM stops;
CREATE TABLE ops.shifts (driver integer, during tstzrange, EXCLUDE USING gist (during WITH &&));
