DROP VIEW IF EXISTS public.y;
DROP TABLE IF EXISTS public.x;
CREATE TABLE public.y (
  id integer
);
CREATE TABLE public.z (
  id integer
);
CREATE VIEW public.x AS
SELECT 1 AS one;
