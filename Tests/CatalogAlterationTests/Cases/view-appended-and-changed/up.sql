DROP VIEW IF EXISTS public.c;
DROP VIEW IF EXISTS public.b;
CREATE OR REPLACE VIEW public.a AS
SELECT id, note FROM orders;
CREATE VIEW public.b AS
SELECT id, status FROM orders;
CREATE VIEW public.c AS
SELECT id FROM b;
