SET statement_timeout = '10s';
ALTER TABLE orders ADD CONSTRAINT p CHECK (total > 0) NOT VALID;
