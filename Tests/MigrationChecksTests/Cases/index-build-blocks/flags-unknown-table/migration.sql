CREATE INDEX orders_number ON orders (number);
