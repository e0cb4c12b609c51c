DROP VIEW IF EXISTS public.x;
DROP TABLE IF EXISTS public.z;
DROP TABLE IF EXISTS public.y;
CREATE TABLE public.x (
  id integer
);
CREATE INDEX IF NOT EXISTS z ON public.x (id);
CREATE VIEW public.y AS
SELECT 1 AS one;
