-- unknown table
SELECT id FROM ordrs
-- the model's names
SELECT "customerId" FROM "Order"
-- the model's field
SELECT o."placedAt" FROM orders o
-- unknown columns
SELECT o.nubmer, compny_name FROM orders o JOIN customers c ON c.id = o.custmer_id ORDER BY plced_at
-- ambiguous column
SELECT id FROM orders o JOIN customers c ON c.id = o.customer_id
-- alias not in FROM
SELECT x.id FROM orders o
-- two schemas have it
SELECT id FROM audit
-- out of sight
SELECT 1 FROM orders o, (SELECT id FROM customers c WHERE c.id = o.customer_id) x
-- unknown column written
UPDATE orders SET statu = 'A' WHERE id = $1
-- unknown column inserted, in the conflict, in RETURNING
INSERT INTO products (id, nam) VALUES (1, 2) ON CONFLICT (idd) DO UPDATE SET name = excluded.nome RETURNING namee
-- syntax
SELEC id FROM orders
-- other parameters
SELECT id FROM orders WHERE id = :id
-- two statements
SELECT 1; SELECT 2
-- nothing
;
