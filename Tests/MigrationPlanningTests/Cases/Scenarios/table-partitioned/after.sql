SELECT count(*) > 10900 AND count(*) = count(DISTINCT id) FROM orders;
SELECT count(*) > 0 FROM orders_2025;
