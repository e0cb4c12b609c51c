ALTER TABLE orders ADD COLUMN short text;
