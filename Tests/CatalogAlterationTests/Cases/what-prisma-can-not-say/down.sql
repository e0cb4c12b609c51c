ALTER TABLE public.orders DROP COLUMN IF EXISTS placed;
ALTER TABLE public.orders ADD COLUMN IF NOT EXISTS discount integer;
ALTER TABLE public.orders ADD CONSTRAINT orders_discount_check CHECK (discount < 100);
CREATE INDEX IF NOT EXISTS orders_discounted ON public.orders (amount) WHERE discount > 10;
CREATE STATISTICS public.orders_both ON amount, discount FROM public.orders;
