-- common table expression, carried through
WITH recent AS (SELECT id, customer_id AS buyer FROM orders WHERE placed_at > $1) SELECT r.id FROM recent r JOIN customers c ON c.id = r.buyer WHERE r.buyer = $2
-- derived table
SELECT x.total FROM (SELECT customer_id, sum(gross_total) AS total FROM orders GROUP BY customer_id) x JOIN customers c ON c.id = x.customer_id WHERE x.total > 5
-- EXISTS, correlated
SELECT c.id FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.status = 'OPEN')
-- IN and NOT IN
SELECT id FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE status = $1) AND id NOT IN (SELECT customer_id FROM orders)
-- scalar in the target list
SELECT c.id, (SELECT count(*) FROM orders o WHERE o.customer_id = c.id) AS n FROM customers c ORDER BY n DESC
-- lateral
SELECT c.id, l.placed_at FROM customers c CROSS JOIN LATERAL (SELECT o.placed_at FROM orders o WHERE o.customer_id = c.id ORDER BY o.placed_at DESC LIMIT 1) l
-- recursive
WITH RECURSIVE t(n, up) AS (SELECT id, customer_id FROM orders WHERE id = $1 UNION ALL SELECT o.id, o.customer_id FROM orders o JOIN t ON t.up = o.id) SELECT n FROM t WHERE up = $2
-- functions in FROM
SELECT l.a, s.n, o.id FROM unnest($1::int[], $2::int[]) AS l (a, b), generate_series(1, 3) s (n), orders o WHERE o.id = l.a
-- windows and filters
SELECT id, row_number() OVER (PARTITION BY customer_id ORDER BY placed_at), count(*) FILTER (WHERE status = 'A') OVER () FROM orders
-- whole rows and system columns
SELECT to_jsonb(o), o.ctid FROM orders o
