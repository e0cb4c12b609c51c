ALTER TABLE orders ALTER COLUMN total TYPE bigint USING total::bigint;
ALTER TABLE orders ALTER COLUMN number TYPE text COLLATE "C";
ALTER TABLE orders ALTER COLUMN code TYPE varchar(10);
