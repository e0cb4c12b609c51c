INSERT INTO orders (id, customer_id, note, total, source) VALUES (20000 + {n}, 1, 'from new', {n}, 'web');
SELECT id, source FROM orders WHERE id = 20000 + {n};
UPDATE orders SET source = 'mail' WHERE id = {n} % 12000 + 1;
