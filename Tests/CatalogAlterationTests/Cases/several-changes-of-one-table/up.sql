ALTER TABLE public.orders ALTER COLUMN amount TYPE bigint,
  ALTER COLUMN price TYPE numeric(10,2),
  ALTER COLUMN note TYPE text;
ALTER TABLE public.orders ADD CONSTRAINT orders_amount_check CHECK (amount > 0),
  ADD CONSTRAINT orders_price_check CHECK (price > 0);
