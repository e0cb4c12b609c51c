CREATE SCHEMA sales;
CREATE SCHEMA archive;
CREATE ROLE reporting;
CREATE EXTENSION btree_gist;

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE address AS (street text, city text);
CREATE DOMAIN plain_text AS text;
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN short_name AS varchar(40);
CREATE DOMAIN required_text AS text NOT NULL;
CREATE DOMAIN email AS text CONSTRAINT email_at CHECK (VALUE ~ '@');

CREATE FUNCTION made_up() RETURNS integer LANGUAGE sql VOLATILE AS 'SELECT 1';
CREATE FUNCTION settled() RETURNS integer LANGUAGE sql STABLE AS 'SELECT 1';
CREATE FUNCTION fixed(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE TABLE customers (
  id bigserial PRIMARY KEY,
  name varchar(80) NOT NULL,
  email text UNIQUE,
  mood mood NOT NULL DEFAULT 'ok',
  notes text,
  score integer CHECK (score >= 0),
  joined timestamp NOT NULL DEFAULT '2024-01-01',
  visited timestamptz,
  place plain_text,
  contact email,
  tags text[],
  region text COLLATE "C",
  payload json,
  small smallint,
  price numeric(8,2),
  code char(6),
  bits varbit(8),
  span interval,
  net cidr,
  stamp timestamp(3)
);
CREATE INDEX customers_name ON customers (name);
CREATE INDEX customers_lower ON customers (lower(name));
CREATE INDEX customers_joined ON customers (joined);
CREATE INDEX customers_sad ON customers (score) WHERE mood = 'sad';
CREATE INDEX customers_region ON customers (region);
CREATE INDEX customers_cover ON customers (small) INCLUDE (notes);
ALTER TABLE customers ADD CONSTRAINT notes_known CHECK (notes IS NOT NULL AND length(notes) < 500);
ALTER TABLE customers ADD CONSTRAINT visited_known CHECK (visited IS NOT NULL) NOT VALID;
CREATE STATISTICS customers_stats ON name, mood FROM customers;

CREATE TABLE orders (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  reference text,
  total integer NOT NULL DEFAULT 0,
  tax integer GENERATED ALWAYS AS (total / 10) STORED,
  placed timestamptz NOT NULL DEFAULT '2024-01-01',
  parent_id integer REFERENCES orders (id),
  CONSTRAINT orders_reference_key UNIQUE (reference, customer_id)
);
CREATE INDEX orders_customer ON orders (customer_id);
CREATE UNIQUE INDEX orders_unused ON orders (id, total);
CREATE UNIQUE INDEX orders_nullable ON orders (reference, total);
CREATE TRIGGER orders_touch BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_orders ON orders USING (customer_id = 1);
CREATE INDEX orders_spare ON orders (placed);

CREATE TABLE sales.items (
  order_id integer NOT NULL CONSTRAINT items_order_fk REFERENCES orders (id),
  line integer NOT NULL,
  product text,
  amount integer,
  customer_id bigint,
  PRIMARY KEY (order_id, line)
);
ALTER TABLE sales.items ADD CONSTRAINT items_amount CHECK (amount > 0) NOT VALID;
ALTER TABLE sales.items ADD CONSTRAINT items_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;

CREATE TABLE bookings (
  room integer,
  during tsrange,
  EXCLUDE USING gist (room WITH =, during WITH &&)
);

CREATE TABLE notes (id integer NOT NULL, body text, at timestamp, kind varchar(20), n integer);
CREATE TABLE loose (id integer, body text);

CREATE TABLE events (
  id bigint NOT NULL,
  at date NOT NULL,
  customer_id bigint REFERENCES customers (id),
  body text,
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE INDEX events_body ON events (body);
CREATE TABLE events_2026 (LIKE events INCLUDING ALL);
CREATE TABLE events_2027 (LIKE events INCLUDING DEFAULTS);
ALTER TABLE events_2027 ADD CONSTRAINT events_2027_range CHECK (at >= '2027-01-01' AND at < '2028-01-01');
CREATE TABLE event_links (event_id bigint, event_at date, note text, FOREIGN KEY (event_id, event_at) REFERENCES events (id, at));

CREATE TABLE readings (sensor integer NOT NULL, value double precision, kind text) PARTITION BY LIST (kind);
CREATE TABLE readings_a PARTITION OF readings FOR VALUES IN ('a', 'b');
CREATE TABLE readings_c PARTITION OF readings FOR VALUES IN ('c') PARTITION BY HASH (sensor);
CREATE TABLE readings_c0 PARTITION OF readings_c FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE readings_c1 PARTITION OF readings_c FOR VALUES WITH (modulus 2, remainder 1);
CREATE INDEX readings_sensor ON readings (sensor);
CREATE INDEX readings_only ON ONLY readings (value);
CREATE INDEX readings_a_value ON readings_a (value);
CREATE TABLE readings_d (sensor integer NOT NULL, value double precision, kind text);

CREATE TABLE animals (id integer PRIMARY KEY, name text, weight integer CONSTRAINT animals_weight CHECK (weight > 0));
CREATE TABLE dogs (breed text) INHERITS (animals);
CREATE TABLE puppies (age integer) INHERITS (dogs);
CREATE INDEX dogs_breed ON dogs (breed);
CREATE TABLE cats (id integer NOT NULL, name text, weight integer CONSTRAINT animals_weight CHECK (weight > 0), indoor boolean);

CREATE VIEW happy_customers AS SELECT id, name FROM customers WHERE mood = 'happy';
CREATE VIEW order_names AS SELECT o.id, h.name FROM orders o JOIN happy_customers h ON h.id = o.customer_id;
CREATE MATERIALIZED VIEW totals AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE UNIQUE INDEX totals_customer ON totals (customer_id);
CREATE VIEW big_totals AS SELECT * FROM totals WHERE total > 10;

CREATE SEQUENCE tickets;
CREATE SEQUENCE notes_seq OWNED BY notes.id;
CREATE TABLE people (id integer NOT NULL, age positive, nick short_name, home address, motto required_text DEFAULT 'x');
CREATE INDEX people_age ON people (age);
CREATE UNLOGGED TABLE scratch (id integer PRIMARY KEY, body text);
CREATE TABLE archive.old_orders (LIKE orders INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
CREATE TABLE logins (id integer, at timestamptz, ok boolean);
CREATE RULE logins_kept AS ON DELETE TO logins DO INSTEAD NOTHING;
CREATE PUBLICATION feed FOR TABLE customers;
