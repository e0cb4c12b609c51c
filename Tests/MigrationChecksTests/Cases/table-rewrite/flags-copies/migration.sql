VACUUM FULL orders;
CLUSTER orders USING orders_pkey;
ALTER TABLE orders SET UNLOGGED;
