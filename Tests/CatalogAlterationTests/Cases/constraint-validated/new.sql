CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new', note varchar(20), total int4 NOT NULL DEFAULT 0);
CREATE TABLE users (id bigint PRIMARY KEY);
ALTER TABLE orders ADD CONSTRAINT positive CHECK (total >= 0);
ALTER TABLE orders ADD CONSTRAINT owner FOREIGN KEY (id) REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED;
