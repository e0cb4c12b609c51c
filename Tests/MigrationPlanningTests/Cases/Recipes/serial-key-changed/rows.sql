INSERT INTO downloads (version, day, amount) SELECT n % 9, '2026-01-01'::date + n, n FROM generate_series(1, 300) AS n;
