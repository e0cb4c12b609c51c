-- lesson_views: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS worker_select ON public.lesson_views;
CREATE POLICY worker_select ON public.lesson_views FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_insert ON public.lesson_views;
CREATE POLICY worker_insert ON public.lesson_views FOR INSERT TO worker
  WITH CHECK (true);
DROP POLICY IF EXISTS worker_delete ON public.lesson_views;
CREATE POLICY worker_delete ON public.lesson_views FOR DELETE TO worker
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.lesson_views;
CREATE POLICY reporting_select ON public.lesson_views FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.lesson_views;
CREATE POLICY support_select ON public.lesson_views FOR SELECT TO support
  USING (true);
ALTER TABLE public.lesson_views ENABLE ROW LEVEL SECURITY;
COMMIT;
