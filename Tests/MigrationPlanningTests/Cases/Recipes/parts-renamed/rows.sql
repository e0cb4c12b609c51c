INSERT INTO customers SELECT n, 'c' || n FROM generate_series(1, 50) AS n;
INSERT INTO orders (id, customer_id, state, total) SELECT n, n % 50 + 1, CASE WHEN n % 3 = 0 THEN 'paid' ELSE 'open' END::order_state, n FROM generate_series(1, 3000) AS n;
