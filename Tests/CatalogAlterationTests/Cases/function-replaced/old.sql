CREATE TABLE orders (id bigint PRIMARY KEY, status text NOT NULL DEFAULT 'new', note varchar(20), total int4 NOT NULL DEFAULT 0);
CREATE FUNCTION f(a integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a > 0 $$;
ALTER TABLE orders ADD CONSTRAINT c CHECK (f(total));
