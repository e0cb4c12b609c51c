CREATE TABLE n (a jsonb);
ALTER TABLE orders ADD COLUMN extra jsonb;
