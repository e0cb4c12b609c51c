-- Back: lesson_views: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.lesson_views DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS worker_select ON public.lesson_views;
DROP POLICY IF EXISTS worker_insert ON public.lesson_views;
DROP POLICY IF EXISTS worker_delete ON public.lesson_views;
DROP POLICY IF EXISTS reporting_select ON public.lesson_views;
DROP POLICY IF EXISTS support_select ON public.lesson_views;
COMMIT;
