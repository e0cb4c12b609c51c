INSERT INTO orders (day, note) VALUES ('2025-05-05', ' {n} ');
WITH made AS (INSERT INTO orders (day, note) VALUES ('2026-02-02', 'with') RETURNING id, day) INSERT INTO parcels SELECT id, day, 1 FROM made;
SELECT * FROM noted WHERE id = {n} % 8000;
SELECT * FROM orders JOIN parcels ON order_id = orders.id AND parcels.day = orders.day WHERE orders.id = {n} * 4 % 8000;
UPDATE orders SET day = day + 1 WHERE id = {n} * 4 % 8000 AND day < '2026-06-01';
INSERT INTO orders (id, day, note) VALUES ({n} % 50 + 100000, '2025-07-07', 'again') ON CONFLICT (id) DO UPDATE SET note = EXCLUDED.note;
DELETE FROM orders WHERE id = {n} * 11 % 8000;
