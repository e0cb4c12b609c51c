ALTER TABLE orders ADD COLUMN source text;
UPDATE big SET a = 1 WHERE a = 2;
CREATE INDEX big_a ON big (a);
