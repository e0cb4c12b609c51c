INSERT INTO orders SELECT n, (ARRAY['open', 'paid', 'sent']::order_status[])[n % 3 + 1] FROM generate_series(1, 3000) AS n;
