ALTER TABLE public.orders RENAME TO purchases;
ALTER TABLE public.purchases RENAME CONSTRAINT orders_pkey TO purchases_pkey;
CREATE OR REPLACE VIEW public.v AS
SELECT id FROM purchases;
