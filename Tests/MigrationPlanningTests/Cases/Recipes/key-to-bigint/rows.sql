INSERT INTO parents (name) SELECT 'p' || n FROM generate_series(1, 2000) AS n;
INSERT INTO children SELECT n, n % 2000 + 1 FROM generate_series(1, 6000) AS n;
