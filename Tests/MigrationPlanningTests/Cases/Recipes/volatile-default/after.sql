SELECT count(DISTINCT token) = 12000 FROM orders;
