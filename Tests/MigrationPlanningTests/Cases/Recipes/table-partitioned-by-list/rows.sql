INSERT INTO sales (region, amount, at)
SELECT CASE WHEN n % 7 > 0 THEN (ARRAY['de', 'fr', 'us'])[n % 3 + 1] END, n, date '2025-06-01' + n % 400 FROM generate_series(1, 3000) AS n;
INSERT INTO seen SELECT n, 'seen' FROM generate_series(1, 100) AS n;
REFRESH MATERIALIZED VIEW totals;
