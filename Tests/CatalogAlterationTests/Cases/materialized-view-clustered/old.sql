CREATE TABLE public.sales (id integer PRIMARY KEY, amount integer);
CREATE MATERIALIZED VIEW public.totals AS SELECT id, amount FROM public.sales;
CREATE INDEX totals_id ON public.totals (id);
