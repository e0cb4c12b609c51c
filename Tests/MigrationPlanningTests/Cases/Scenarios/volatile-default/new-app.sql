INSERT INTO orders (id, customer_id, note) VALUES (20000 + {n}, 1, 'from new') RETURNING token;
SELECT token FROM orders WHERE id = {n} % 12000 + 1;
