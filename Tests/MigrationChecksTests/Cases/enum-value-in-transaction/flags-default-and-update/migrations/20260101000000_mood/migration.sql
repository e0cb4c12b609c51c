ALTER TYPE mood ADD VALUE 'b';
ALTER TABLE orders ALTER COLUMN mood SET DEFAULT 'b';
UPDATE orders SET mood = 'b' WHERE id = 1;
