-- enrollments: rows by 10 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.enrollments;
CREATE POLICY learner_select ON public.enrollments FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_insert ON public.enrollments;
CREATE POLICY learner_insert ON public.enrollments FOR INSERT TO learner
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_update ON public.enrollments;
CREATE POLICY learner_update ON public.enrollments FOR UPDATE TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_select ON public.enrollments;
CREATE POLICY manager_select ON public.enrollments FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.enrollments;
CREATE POLICY manager_insert ON public.enrollments FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.enrollments;
CREATE POLICY manager_update ON public.enrollments FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.enrollments;
CREATE POLICY worker_select ON public.enrollments FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_update ON public.enrollments;
CREATE POLICY worker_update ON public.enrollments FOR UPDATE TO worker
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS reporting_select ON public.enrollments;
CREATE POLICY reporting_select ON public.enrollments FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.enrollments;
CREATE POLICY support_select ON public.enrollments FOR SELECT TO support
  USING (true);
ALTER TABLE public.enrollments ENABLE ROW LEVEL SECURITY;
COMMIT;
