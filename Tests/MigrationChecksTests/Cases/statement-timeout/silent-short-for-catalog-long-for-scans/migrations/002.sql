SET statement_timeout = 0;
ALTER TABLE orders VALIDATE CONSTRAINT p;
