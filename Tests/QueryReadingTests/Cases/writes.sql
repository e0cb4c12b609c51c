-- insert with conflict
INSERT INTO stock_levels (id, shop_id, on_hand) VALUES ($1, $2, $3) ON CONFLICT (shop_id, product_id) DO UPDATE SET on_hand = stock_levels.on_hand + excluded.on_hand, version = excluded.version WHERE stock_levels.version < 9 RETURNING id, version
-- insert without columns
INSERT INTO products SELECT * FROM products WHERE shop_id = $1
-- insert from values
INSERT INTO products (id, name) VALUES (1, 'a'), ($1, lower($2))
-- update from
UPDATE orders o SET status = 'DONE', note = c.company_name FROM customers c WHERE c.id = o.customer_id AND o.number = $1 RETURNING o.id
-- several columns at once
UPDATE stock_levels SET (on_hand, reserved) = (SELECT sum(quantity), 0 FROM stock_reservations r WHERE r.stock_level_id = stock_levels.id) WHERE id = $1
-- delete using
DELETE FROM order_items USING orders o WHERE o.id = order_items.order_id AND o.status = 'VOID'
-- data changing expression
WITH held AS (UPDATE stock_levels SET reserved = reserved + $3 WHERE id = $1 AND on_hand - reserved >= $3 RETURNING id, shop_id) INSERT INTO stock_reservations (id, shop_id, stock_level_id, quantity) SELECT $4::uuid, held.shop_id, held.id, $3 FROM held
