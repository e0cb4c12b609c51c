INSERT INTO orders (id, customer_id, status) VALUES (20000 + {n}, 1, 'open');
UPDATE orders SET status = 'done' WHERE id = {n} % 12000 + 1;
SELECT id, status FROM orders WHERE status = 'open' LIMIT 5;
