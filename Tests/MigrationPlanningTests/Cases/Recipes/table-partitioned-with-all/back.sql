SELECT count(*) = 12000 AND sum(total) = 72006000 FROM orders;
SELECT count(*) = 4000 FROM parcels JOIN orders ON orders.id = order_id;
SELECT nextval(pg_get_serial_sequence('orders', 'id')) > 12000;
