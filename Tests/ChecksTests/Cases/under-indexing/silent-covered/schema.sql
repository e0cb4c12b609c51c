CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE orders (shop_id bigint NOT NULL REFERENCES shops, number integer NOT NULL, PRIMARY KEY (shop_id, number));
CREATE TABLE order_items (
  shop_id bigint NOT NULL, number integer NOT NULL, line integer NOT NULL, user_id bigint REFERENCES users,
  helper_id bigint REFERENCES users, profile_id bigint UNIQUE REFERENCES users,
  FOREIGN KEY (shop_id, number) REFERENCES orders (shop_id, number));
-- Any permutation of the leading columns, a hash index, a condition that only leaves out nulls.
CREATE INDEX order_items_order ON order_items (number, shop_id, line);
CREATE INDEX order_items_user ON order_items (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX order_items_helper ON order_items USING hash (helper_id);
CREATE TABLE rooms (id bigint PRIMARY KEY);
CREATE EXTENSION btree_gist;
CREATE TABLE bookings (room_id bigint REFERENCES rooms, during tstzrange, EXCLUDE USING gist (room_id WITH =, during WITH &&));
