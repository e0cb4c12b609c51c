ALTER TABLE orders DROP COLUMN number;
ALTER TABLE customers ALTER COLUMN name TYPE varchar;
