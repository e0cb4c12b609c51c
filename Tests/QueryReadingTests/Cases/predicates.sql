-- IN, ANY, BETWEEN, NULL
SELECT id FROM orders WHERE status IN ('A', 'B') AND id = ANY($1) AND placed_at BETWEEN $2 AND $3 AND note IS NULL AND number IS NOT NULL
-- patterns
SELECT id FROM customers WHERE company_name LIKE 'a%' AND email ILIKE '%' || $1 || '%' AND company_name LIKE $2 || '%' AND email LIKE $3
-- functions, casts, arithmetic around the column
SELECT id FROM orders WHERE lower(status) = $1 AND placed_at::date = $2 AND gross_total - 1 >= 5 AND payload->>'k' = 'v' AND coalesce(note, '') = ''
-- containment, overlap, full text
SELECT o.id FROM orders o JOIN customers c ON true WHERE o.tags @> $1 AND $2 && o.tags AND c.search @@ plainto_tsquery($3)
-- alternatives
SELECT id FROM orders WHERE shop_id = $1 AND (status = 'A' OR number = $2) AND NOT (placed_at < $3)
-- sides changed over, distinct from
SELECT id FROM orders WHERE $1 < placed_at AND note IS DISTINCT FROM 'x' AND status <> ALL($2) AND status NOT IN ('C')
-- keyset paging
SELECT id FROM orders WHERE (placed_at, id) < ($1, $2) ORDER BY placed_at DESC, id DESC LIMIT 20
-- columns of one table with each other
SELECT id FROM stock_levels WHERE on_hand > reserved AND is_negative(on_hand)
-- boolean tests
SELECT id FROM orders WHERE is_deleted IS TRUE AND is_deleted IS NOT FALSE
-- each condition stands once, as it was written; joins are none
SELECT s.id FROM stock_levels s JOIN products p ON p.id = s.product_id WHERE (s.updated_at AT TIME ZONE p.name)::date = $1 AND s.on_hand - s.reserved >= $2 AND (s.shop_id = $3 OR s.lot_id = $3)
-- rows of a function join
SELECT p.id FROM products p JOIN unnest($1::bigint[]) AS l (wanted) ON p.id = l.wanted
-- an outer join and a subquery are optional
SELECT o.id FROM orders o LEFT JOIN customers c ON c.id = o.customer_id WHERE EXISTS (SELECT 1 FROM order_items i WHERE i.order_id = o.id AND i.quantity > $1)
-- LIMIT seals, so the condition stays outside
SELECT t.id FROM (SELECT id, shop_id FROM orders ORDER BY id LIMIT 5) t WHERE t.shop_id = $1
