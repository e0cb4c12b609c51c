INSERT INTO orders (id, customer_id, note) VALUES (20000 + {n}, 1, 'from new');
SELECT id, customer_id, note FROM orders WHERE id = 20000 + {n};
