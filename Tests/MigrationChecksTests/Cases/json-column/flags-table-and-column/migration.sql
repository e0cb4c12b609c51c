CREATE TABLE n (a json);
ALTER TABLE orders ADD COLUMN extra json;
