ALTER TABLE orders ADD COLUMN a timestamptz NOT NULL DEFAULT now();
ALTER TABLE orders ADD COLUMN b int DEFAULT -1;
ALTER TABLE orders ADD COLUMN c date DEFAULT current_date;
ALTER TABLE orders ADD COLUMN d text DEFAULT lower('X');
ALTER TABLE orders ADD COLUMN e text;
