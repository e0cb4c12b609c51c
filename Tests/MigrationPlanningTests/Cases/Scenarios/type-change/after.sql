SELECT count(*) > 0 FROM orders;
