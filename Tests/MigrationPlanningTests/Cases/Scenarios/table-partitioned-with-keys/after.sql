SELECT count(*) > 7000 AND count(*) = count(DISTINCT id) FROM orders;
SELECT count(*) > 1000 FROM orders_2026;
SELECT count(*) = 0 FROM parcels WHERE NOT EXISTS (SELECT FROM orders WHERE id = order_id AND orders.day = parcels.day);
SELECT count(*) = 0 FROM orders WHERE note LIKE ' %';
