INSERT INTO visits SELECT n, date '2026-01-01' + n % 600, n % 10 + 1 FROM generate_series(1, 2000) AS n;
