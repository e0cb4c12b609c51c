INSERT INTO customers SELECT n, 'c' || n FROM generate_series(1, 50) AS n;
INSERT INTO orders SELECT n, n % 50 + 1, date '2025-01-01' + n % 700, CASE WHEN n % 3 = 0 THEN NULL ELSE 'n' || n END, n FROM generate_series(1, 12000) AS n;
