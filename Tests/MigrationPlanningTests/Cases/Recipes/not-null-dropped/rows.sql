INSERT INTO orders SELECT n, 1, 'x', 1 FROM generate_series(1, 100) AS n;
