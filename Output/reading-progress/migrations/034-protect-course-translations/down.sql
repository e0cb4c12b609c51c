-- Back: course_translations: rows by 9 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.course_translations DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.course_translations;
DROP POLICY IF EXISTS author_select ON public.course_translations;
DROP POLICY IF EXISTS author_insert ON public.course_translations;
DROP POLICY IF EXISTS author_update ON public.course_translations;
DROP POLICY IF EXISTS author_delete ON public.course_translations;
DROP POLICY IF EXISTS manager_select ON public.course_translations;
DROP POLICY IF EXISTS worker_select ON public.course_translations;
DROP POLICY IF EXISTS reporting_select ON public.course_translations;
DROP POLICY IF EXISTS support_select ON public.course_translations;
COMMIT;
