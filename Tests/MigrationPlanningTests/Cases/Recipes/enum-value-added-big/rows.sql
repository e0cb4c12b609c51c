INSERT INTO orders SELECT n, (ARRAY['open', 'paid', 'closed']::state[])[1 + n % 3], CASE WHEN n % 2 = 0 THEN 'open'::state END
FROM generate_series(1, 12000) AS n;
INSERT INTO notes SELECT n, 'paid' FROM generate_series(1, 100) AS n;
