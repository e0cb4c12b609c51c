BEGIN;
ALTER TABLE orders RENAME TO purchases;
CREATE VIEW orders WITH (security_invoker = true) AS SELECT * FROM purchases;
COMMIT;
