CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new', note varchar(20), total int4 NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX u ON orders (id, total);
ALTER TABLE orders REPLICA IDENTITY USING INDEX u;
ALTER TABLE orders CLUSTER ON u;
