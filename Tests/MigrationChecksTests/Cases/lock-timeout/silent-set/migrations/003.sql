CREATE INDEX CONCURRENTLY orders_number ON orders (number);
CREATE TABLE n (a int);
ALTER TABLE n ADD COLUMN b int;
