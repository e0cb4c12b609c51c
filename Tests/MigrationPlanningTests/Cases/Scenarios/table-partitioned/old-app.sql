INSERT INTO orders (id, customer_id, day, note, total) VALUES (20000 + {n}, 1, '2025-06-01', 'from old', {n});
SELECT id, customer_id, day, note, total FROM orders WHERE id = 20000 + {n};
UPDATE orders SET note = 'changed', total = total + 1 WHERE id = {n} % 12000 + 1;
UPDATE orders SET day = day + 200 WHERE id = {n} * 7 % 12000 + 1;
DELETE FROM orders WHERE id = 20000 + {n} - 5;
DELETE FROM orders WHERE id = 12000 - {n} % 1000;
INSERT INTO orders (id, customer_id, day, note) VALUES ({n} % 100 + 1, 2, '2025-03-01', 'again') ON CONFLICT (id) DO UPDATE SET note = EXCLUDED.note;
