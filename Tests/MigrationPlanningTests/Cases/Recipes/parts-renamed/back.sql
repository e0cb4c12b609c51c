SELECT count(*) = 3000 FROM orders;
