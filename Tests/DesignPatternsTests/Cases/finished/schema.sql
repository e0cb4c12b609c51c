CREATE TYPE delivery_state AS ENUM ('booked', 'on_the_way', 'delivered');
CREATE TABLE depots (id integer PRIMARY KEY);
CREATE TABLE deliveries (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  depot_id integer NOT NULL REFERENCES depots (id),
  state delivery_state NOT NULL DEFAULT 'booked',
  address text NOT NULL
);
CREATE INDEX deliveries_depot_id_state ON deliveries (depot_id, state);
-- Its twin, whose open rows lie side by side.
CREATE TABLE pickups (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  depot_id integer NOT NULL REFERENCES depots (id),
  state delivery_state NOT NULL DEFAULT 'booked',
  address text NOT NULL
);
CREATE INDEX pickups_depot_id_state ON pickups (depot_id, state);
-- And one that is asked for by number, whatever its state.
CREATE TABLE returns (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  depot_id integer NOT NULL REFERENCES depots (id),
  state delivery_state NOT NULL DEFAULT 'booked',
  address text NOT NULL
);
CREATE INDEX returns_depot_id_state ON returns (depot_id, state);
