CREATE FUNCTION public.twice(a integer) RETURNS integer LANGUAGE sql RETURN a * 2;
CREATE FUNCTION public.twice(a text) RETURNS text LANGUAGE sql RETURN a || a;
