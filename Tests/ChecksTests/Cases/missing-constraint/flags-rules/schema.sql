CREATE TABLE invoices (id bigint PRIMARY KEY, shop_id bigint NOT NULL, number text NOT NULL, is_deleted boolean NOT NULL);
CREATE UNIQUE INDEX invoices_live ON invoices (shop_id, number) WHERE NOT is_deleted;
CREATE TABLE price_lists (id bigint PRIMARY KEY, shop_id bigint NOT NULL, is_default boolean NOT NULL, valid_from date, valid_to date);
CREATE TABLE stock_levels (id bigint PRIMARY KEY, reserved integer NOT NULL CHECK (reserved >= 0), on_hand integer NOT NULL);
