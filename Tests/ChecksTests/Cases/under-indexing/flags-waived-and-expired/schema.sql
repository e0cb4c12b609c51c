CREATE TABLE shops (id bigint PRIMARY KEY);
CREATE TABLE audit_entries (id bigint PRIMARY KEY, shop_id bigint REFERENCES shops);
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint REFERENCES shops);
CREATE TABLE labels (id bigint PRIMARY KEY, shop_id bigint REFERENCES shops);
