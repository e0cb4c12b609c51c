SELECT count(*) = 12000 AND sum(total) = 72006000 FROM orders;
SELECT (SELECT count(*) FROM orders_2025) + (SELECT count(*) FROM orders_2026) = 12000;
SELECT count(*) = 4000 FROM parcels JOIN orders ON orders.id = order_id;
SELECT nextval(pg_get_serial_sequence('orders', 'id')) > 12000;
