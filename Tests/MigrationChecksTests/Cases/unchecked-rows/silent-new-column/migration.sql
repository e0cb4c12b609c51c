ALTER TABLE orders ADD COLUMN slug text;
CREATE UNIQUE INDEX CONCURRENTLY orders_slug ON orders (slug);
