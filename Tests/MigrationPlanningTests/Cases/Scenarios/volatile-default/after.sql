SELECT count(*) = count(DISTINCT token) FROM orders;
