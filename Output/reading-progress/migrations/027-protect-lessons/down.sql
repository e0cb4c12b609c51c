-- Back: lessons: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lessons DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.lessons;
DROP POLICY IF EXISTS author_select ON public.lessons;
DROP POLICY IF EXISTS author_insert ON public.lessons;
DROP POLICY IF EXISTS author_update ON public.lessons;
DROP POLICY IF EXISTS author_delete ON public.lessons;
DROP POLICY IF EXISTS reporting_select ON public.lessons;
DROP POLICY IF EXISTS support_select ON public.lessons;
COMMIT;
