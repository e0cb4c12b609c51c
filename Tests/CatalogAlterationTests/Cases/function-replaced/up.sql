SET LOCAL check_function_bodies = off;
CREATE OR REPLACE FUNCTION public.f(a integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT a > 1 $$;
