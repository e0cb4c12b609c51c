-- courses: rows by 9 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.courses;
CREATE POLICY learner_select ON public.courses FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_select ON public.courses;
CREATE POLICY author_select ON public.courses FOR SELECT TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_insert ON public.courses;
CREATE POLICY author_insert ON public.courses FOR INSERT TO author
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_update ON public.courses;
CREATE POLICY author_update ON public.courses FOR UPDATE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_select ON public.courses;
CREATE POLICY manager_select ON public.courses FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.courses;
CREATE POLICY manager_update ON public.courses FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.courses;
CREATE POLICY worker_select ON public.courses FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.courses;
CREATE POLICY reporting_select ON public.courses FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.courses;
CREATE POLICY support_select ON public.courses FOR SELECT TO support
  USING (true);
ALTER TABLE public.courses ENABLE ROW LEVEL SECURITY;
COMMIT;
