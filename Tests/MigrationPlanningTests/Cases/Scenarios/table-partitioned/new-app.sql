INSERT INTO orders (id, customer_id, day, note, total) VALUES (20000 + {n}, 1, '2026-06-01', 'from new', {n});
SELECT id, customer_id, day, note, total FROM orders WHERE id = 20000 + {n} AND day = '2026-06-01';
UPDATE orders SET note = 'changed', total = total + 1 WHERE id = {n} % 12000 + 1;
UPDATE orders SET day = day - 200 WHERE id = {n} * 7 % 12000 + 1 AND day > '2025-12-31';
DELETE FROM orders WHERE id = 20000 + {n} - 5;
INSERT INTO orders (id, customer_id, day, note) VALUES ({n} % 100 + 30000, 2, '2025-03-01', 'again') ON CONFLICT (id, day) DO UPDATE SET note = EXCLUDED.note;
