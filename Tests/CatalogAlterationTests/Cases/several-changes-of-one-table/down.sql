ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_price_check;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS orders_amount_check;
ALTER TABLE public.orders ALTER COLUMN amount TYPE integer,
  ALTER COLUMN price TYPE integer,
  ALTER COLUMN note TYPE character varying(10);
