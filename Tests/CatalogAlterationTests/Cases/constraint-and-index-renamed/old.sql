CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new', note varchar(20), total int4 NOT NULL DEFAULT 0);
ALTER TABLE orders ADD CONSTRAINT a CHECK (total >= 0);
CREATE INDEX i ON orders (note);
