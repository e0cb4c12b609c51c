SET statement_timeout = '5s';
ALTER TABLE orders VALIDATE CONSTRAINT p;
