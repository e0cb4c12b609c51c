INSERT INTO readings SELECT n, '2025-12-01'::timestamptz + n * interval '1 day', n FROM generate_series(1, 300) AS n;
