-- Rows with duplicates, NULLs and values on every boundary; the same ones each time.
SELECT setseed(0.25);
INSERT INTO accounts
SELECT n, 'Account ' || (n % 17), CASE WHEN n % 4 = 0 THEN NULL ELSE 'region ' || n % 3 END,
       CASE WHEN n > 5 AND n % 3 = 0 THEN n % 5 + 1 END, (ARRAY['UTC', 'Asia/Tokyo', 'America/New_York', 'Pacific/Auckland'])[n % 4 + 1],
       timestamptz '2023-12-30 00:00+00' + (n % 20) * interval '5 hours'
FROM generate_series(1, 60) AS n;
INSERT INTO orders
SELECT n, 1 + floor(random() * 60)::bigint, (ARRAY['open', 'paid', 'sent', 'closed'])[1 + floor(random() * 4)::int],
       timestamptz '2023-12-29 00:00+01' + (n % 40) * interval '6 hours',
       CASE WHEN random() < 0.7 THEN timestamptz '2024-01-01 00:00+01' + floor(random() * 20) * interval '12 hours' END,
       date '2023-12-28' + (n % 12), CASE WHEN random() < 0.8 THEN timestamp '2023-12-31 00:00' + (n % 30) * interval '8 hours' END,
       round((random() * 100)::numeric, 1), n % 13, CASE WHEN random() < 0.7 THEN floor(random() * 4)::int END,
       (ARRAY[true, false, NULL])[1 + floor(random() * 3)::int], (ARRAY['gift wrap', 'gift', 'GIFT card', NULL])[n % 4 + 1],
       'c' || n % 7, ('00000000-0000-4000-8000-0000000000' || lpad((n % 30)::text, 2, '0'))::uuid
FROM generate_series(1, 700) AS n;
INSERT INTO items
SELECT o.id, l.line, CASE WHEN random() < 0.6 THEN floor(random() * 9)::bigint END, 'label ' || (o.id + l.line) % 5
FROM orders o CROSS JOIN LATERAL generate_series(1, (o.id % 4)::int) AS l (line);
INSERT INTO blocked SELECT CASE WHEN n % 6 = 0 THEN NULL ELSE n * 3 END, 'reason ' || n % 2 FROM generate_series(1, 14) AS n;
INSERT INTO closed SELECT n * 4 + 1, 'reason ' || n % 2 FROM generate_series(1, 9) AS n;
