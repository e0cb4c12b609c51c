ALTER TABLE public.purchases RENAME TO orders;
ALTER TABLE public.orders RENAME CONSTRAINT purchases_pkey TO orders_pkey;
CREATE OR REPLACE VIEW public.v AS
SELECT id FROM orders;
