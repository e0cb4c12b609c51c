SET LOCAL check_function_bodies = off;
DROP FUNCTION IF EXISTS public.twice(bigint);
DROP FUNCTION IF EXISTS public.twice(text);
DROP FUNCTION IF EXISTS public.twice(integer);
CREATE FUNCTION public.twice(a integer) RETURNS integer LANGUAGE sql RETURN a * 2;
CREATE FUNCTION public.twice(a text) RETURNS text LANGUAGE sql RETURN a || a;
