-- Back: chapters: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.chapters DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.chapters;
DROP POLICY IF EXISTS author_select ON public.chapters;
DROP POLICY IF EXISTS author_insert ON public.chapters;
DROP POLICY IF EXISTS author_update ON public.chapters;
DROP POLICY IF EXISTS author_delete ON public.chapters;
DROP POLICY IF EXISTS reporting_select ON public.chapters;
DROP POLICY IF EXISTS support_select ON public.chapters;
COMMIT;
