INSERT INTO users SELECT n, 'u' || n, CASE WHEN n % 3 = 0 THEN NULL ELSE 'b' || n END, 't' || n % 7, '{"a": 1}' FROM generate_series(1, 12000) AS n;
INSERT INTO posts SELECT n, n FROM generate_series(1, 100) AS n;
