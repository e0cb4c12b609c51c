INSERT INTO orders (day, note) SELECT date '2025-01-01' + n % 700, CASE WHEN n % 3 > 0 THEN 'n' || n END FROM generate_series(1, 8000) AS n;
INSERT INTO parcels SELECT id, day, 1 FROM orders WHERE id % 4 = 0;
