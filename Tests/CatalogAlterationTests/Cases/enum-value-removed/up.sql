SET LOCAL check_function_bodies = off;
DROP VIEW IF EXISTS public.open_orders;
DROP INDEX IF EXISTS public.orders_open;
ALTER TABLE ONLY public.orders ALTER COLUMN status DROP DEFAULT;
DROP FUNCTION IF EXISTS public.is_open(status);
ALTER TYPE public.status RENAME TO status_old;
CREATE TYPE public.status AS ENUM (
  'new',
  'done'
);
CREATE FUNCTION public.is_open(value status) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT value <> 'done' $$;
ALTER TABLE public.orders ALTER COLUMN status TYPE public.status USING status::text::public.status,
  ALTER COLUMN past TYPE public.status[] USING past::text[]::public.status[];
DROP TYPE public.status_old;
ALTER TABLE ONLY public.orders ALTER COLUMN status SET DEFAULT 'new';
CREATE INDEX IF NOT EXISTS orders_open ON public.orders (id) WHERE status <> 'done';
CREATE VIEW public.open_orders WITH (security_invoker=true) AS
SELECT id, status FROM orders WHERE status <> 'done';
GRANT SELECT ON TABLE public.open_orders TO clerk;
GRANT EXECUTE ON FUNCTION public.is_open(status) TO clerk;
COMMENT ON VIEW public.open_orders IS 'what is left to do';
