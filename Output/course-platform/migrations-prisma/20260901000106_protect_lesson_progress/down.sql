-- Back: lesson_progress: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lesson_progress DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.lesson_progress;
DROP POLICY IF EXISTS learner_insert ON public.lesson_progress;
DROP POLICY IF EXISTS learner_update ON public.lesson_progress;
DROP POLICY IF EXISTS manager_select ON public.lesson_progress;
DROP POLICY IF EXISTS reporting_select ON public.lesson_progress;
DROP POLICY IF EXISTS support_select ON public.lesson_progress;
COMMIT;
