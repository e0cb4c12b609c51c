DROP VIEW IF EXISTS public.c;
DROP VIEW IF EXISTS public.b;
DROP VIEW IF EXISTS public.a;
CREATE VIEW public.a AS
SELECT id FROM orders;
CREATE VIEW public.b AS
SELECT id, note FROM orders;
CREATE VIEW public.c AS
SELECT id FROM b;
