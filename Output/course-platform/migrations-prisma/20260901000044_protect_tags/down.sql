-- Back: tags: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.tags DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.tags;
DROP POLICY IF EXISTS author_select ON public.tags;
DROP POLICY IF EXISTS author_insert ON public.tags;
DROP POLICY IF EXISTS author_update ON public.tags;
DROP POLICY IF EXISTS author_delete ON public.tags;
DROP POLICY IF EXISTS support_select ON public.tags;
COMMIT;
