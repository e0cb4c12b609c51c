DROP VIEW IF EXISTS public.titles;
DROP VIEW IF EXISTS public.all_items;
ALTER TABLE public.items ADD COLUMN IF NOT EXISTS more text;
CREATE VIEW public.all_items AS
SELECT i.*, 1 AS one FROM public.items i;
CREATE VIEW public.titles AS
SELECT title FROM public.all_items;
GRANT SELECT ON TABLE public.all_items TO PUBLIC;
