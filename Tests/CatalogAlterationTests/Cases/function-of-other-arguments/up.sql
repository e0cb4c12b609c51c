SET LOCAL check_function_bodies = off;
DROP INDEX IF EXISTS public.i;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS c;
DROP FUNCTION IF EXISTS public.f(integer);
CREATE FUNCTION public.f(b integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT b > 0 $$;
ALTER TABLE public.orders ADD CONSTRAINT c CHECK (f(total));
CREATE INDEX IF NOT EXISTS i ON public.orders ((f(total)));
