-- Back: credit_entries: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.credit_entries DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS manager_select ON public.credit_entries;
DROP POLICY IF EXISTS manager_insert ON public.credit_entries;
DROP POLICY IF EXISTS worker_select ON public.credit_entries;
DROP POLICY IF EXISTS worker_insert ON public.credit_entries;
DROP POLICY IF EXISTS support_select ON public.credit_entries;
COMMIT;
