SET LOCAL check_function_bodies = off;
DROP FUNCTION IF EXISTS public.twice(text);
DROP FUNCTION IF EXISTS public.twice(integer);
CREATE FUNCTION public.twice(b integer) RETURNS integer LANGUAGE sql RETURN b * 2;
CREATE FUNCTION public.twice(b text) RETURNS text LANGUAGE sql RETURN b || b;
CREATE FUNCTION public.twice(b bigint) RETURNS bigint LANGUAGE sql RETURN b + public.twice(1);
