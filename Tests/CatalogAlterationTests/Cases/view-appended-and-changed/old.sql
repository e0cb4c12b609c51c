CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new', note varchar(20), total int4 NOT NULL DEFAULT 0);
CREATE VIEW a AS SELECT id FROM orders;
CREATE VIEW b AS SELECT id, note FROM orders;
CREATE VIEW c AS SELECT id FROM b;
