INSERT INTO kinds SELECT n, 'k' || n FROM generate_series(1, 5) AS n;
INSERT INTO log (at, kind, text, old) SELECT '2025-06-01'::timestamptz + n * interval '1 hour', n % 5 + 1, CASE WHEN n % 9 > 0 THEN 't' || n END, 'o' FROM generate_series(1, 9000) AS n;
