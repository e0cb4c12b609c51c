SELECT count(*) = 0 FROM orders WHERE note IS NULL;
