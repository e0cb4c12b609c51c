SELECT count(*) = 50 FROM customers;
