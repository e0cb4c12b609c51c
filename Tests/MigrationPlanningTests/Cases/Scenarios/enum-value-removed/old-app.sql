INSERT INTO orders (id, customer_id, status) VALUES (20000 + {n}, 1, 'open');
INSERT INTO orders (id, customer_id, status) VALUES (100000 + {n}, 1, 'held');
UPDATE orders SET status = 'done' WHERE id = {n} % 12000 + 1;
UPDATE orders SET status = 'held' WHERE id = {n} * 7 % 12000 + 1;
SELECT id, status FROM orders WHERE status = 'held' LIMIT 5;
SELECT id, status FROM orders WHERE status = 'open' LIMIT 5;
