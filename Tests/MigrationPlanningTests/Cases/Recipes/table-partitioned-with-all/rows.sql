INSERT INTO customers SELECT n, 'c' || n FROM generate_series(1, 50) AS n;
INSERT INTO orders (customer_id, day, note, total) SELECT n % 50 + 1, date '2025-01-01' + n % 700, 'n' || n, n FROM generate_series(1, 12000) AS n;
INSERT INTO parcels SELECT id, id, day, customer_id, note FROM orders WHERE id % 3 = 0;
