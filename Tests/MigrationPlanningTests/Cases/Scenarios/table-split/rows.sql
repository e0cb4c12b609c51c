INSERT INTO users SELECT n, 'u' || n, CASE WHEN n % 3 = 0 THEN NULL ELSE 'b' || n END, 't' || n % 7 FROM generate_series(1, 12000) AS n;
