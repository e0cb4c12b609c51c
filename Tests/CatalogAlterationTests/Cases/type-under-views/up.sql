DROP POLICY IF EXISTS mine ON public.orders;
DROP TRIGGER IF EXISTS seen ON public.orders;
DROP MATERIALIZED VIEW IF EXISTS public.totals;
DROP VIEW IF EXISTS public.biggest;
DROP VIEW IF EXISTS public.big;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS positive;
ALTER TABLE ONLY public.orders ALTER COLUMN total DROP DEFAULT;
ALTER TABLE public.orders ALTER COLUMN total TYPE bigint;
ALTER TABLE ONLY public.orders ALTER COLUMN total SET DEFAULT 0;
ALTER TABLE public.orders ADD CONSTRAINT positive CHECK (total >= 0);
CREATE VIEW public.big AS
SELECT id, total FROM orders WHERE total > 10;
CREATE VIEW public.biggest AS
SELECT max(total) AS total FROM big;
CREATE MATERIALIZED VIEW public.totals AS
SELECT status, sum(total) AS sum FROM orders GROUP BY status;
CREATE UNIQUE INDEX IF NOT EXISTS totals_key ON public.totals (status);
CREATE TRIGGER seen
  BEFORE UPDATE OF total ON public.orders
  FOR EACH ROW WHEN (new.total > 5) EXECUTE FUNCTION public.seen();
CREATE POLICY mine ON public.orders
  USING (total > 0);
GRANT SELECT ON TABLE public.big TO reader;
COMMENT ON VIEW public.big IS 'those worth a call';
