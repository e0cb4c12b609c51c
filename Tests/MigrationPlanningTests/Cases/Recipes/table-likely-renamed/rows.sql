INSERT INTO clients SELECT n, 'c' || n FROM generate_series(1, 50) AS n;
INSERT INTO orders SELECT n, n % 50 + 1 FROM generate_series(1, 3000) AS n;
