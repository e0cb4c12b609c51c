DROP INDEX IF EXISTS public.u;
ALTER TABLE public.orders RESET (fillfactor);
CREATE UNIQUE INDEX IF NOT EXISTS u ON public.orders (id, total);
ALTER TABLE public.orders CLUSTER ON u;
ALTER TABLE public.orders REPLICA IDENTITY USING INDEX u;
