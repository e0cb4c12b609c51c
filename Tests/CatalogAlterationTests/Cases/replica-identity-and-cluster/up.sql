ALTER TABLE public.orders SET WITHOUT CLUSTER;
DROP INDEX IF EXISTS public.u;
ALTER TABLE public.orders SET (fillfactor=70);
CREATE UNIQUE INDEX IF NOT EXISTS u ON public.orders (total, id);
ALTER TABLE public.orders REPLICA IDENTITY USING INDEX u;
