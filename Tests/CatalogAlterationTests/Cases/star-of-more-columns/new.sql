CREATE TABLE public.items (id integer PRIMARY KEY, title text, more text);
CREATE VIEW public.all_items AS SELECT i.*, 1 AS one FROM public.items i;
CREATE VIEW public.titles AS SELECT title FROM public.all_items;
GRANT SELECT ON public.all_items TO PUBLIC;
