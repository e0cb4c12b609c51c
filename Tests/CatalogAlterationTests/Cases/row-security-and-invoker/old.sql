CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new', note varchar(20), total int4 NOT NULL DEFAULT 0);
CREATE VIEW v AS SELECT id FROM orders;
