ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
ALTER TABLE orders ADD COLUMN payer_id bigint REFERENCES customers;
