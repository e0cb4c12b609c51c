INSERT INTO orders (id, customer_id, note, total) VALUES (20000 + {n}, 1, 'from old', {n});
SELECT id, customer_id, note, total FROM orders WHERE id = 20000 + {n};
UPDATE orders SET note = 'changed', total = total + 1 WHERE id = {n} % 12000 + 1;
DELETE FROM orders WHERE id = 20000 + {n} - 5;
