-- equality, range, sort, limit
SELECT o.id, number FROM orders o WHERE o.shop_id = $1 AND placed_at >= $2 AND NOT o.is_deleted ORDER BY o.placed_at DESC, number LIMIT 25
-- joins in ON, WHERE and USING
SELECT o.id, c.company_name, i.line_total FROM orders o JOIN customers c ON c.id = o.customer_id, order_items i WHERE i.order_id = o.id AND c.email = 'a''b'
-- using merges the column
SELECT shop_id, orders.id FROM orders JOIN customers USING (shop_id) ORDER BY shop_id
-- page by offset, everything
SELECT * FROM orders LIMIT 50 OFFSET $1
-- aliases in ORDER BY and GROUP BY, position
SELECT status AS s, count(*) AS n FROM orders GROUP BY s ORDER BY n DESC, 1
-- only aggregates
SELECT count(*), max(placed_at) FROM orders WHERE customer_id = $1
-- locks
SELECT id FROM orders WHERE status = 'PENDING' ORDER BY placed_at LIMIT 1 FOR UPDATE OF orders SKIP LOCKED
-- a schema of its own
SELECT e.amount FROM ledger.entries e WHERE e.id = $1
-- self join
SELECT a.id FROM orders a JOIN orders b ON b.customer_id = a.customer_id WHERE a.id <> b.id
-- union
SELECT id FROM orders WHERE status = 'A' UNION ALL SELECT id FROM customers WHERE email = $1 ORDER BY id LIMIT 10
