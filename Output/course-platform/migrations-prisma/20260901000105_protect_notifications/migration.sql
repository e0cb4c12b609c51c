-- notifications: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.notifications;
CREATE POLICY learner_select ON public.notifications FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_update ON public.notifications;
CREATE POLICY learner_update ON public.notifications FOR UPDATE TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.notifications;
CREATE POLICY manager_insert ON public.notifications FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.notifications;
CREATE POLICY worker_select ON public.notifications FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_insert ON public.notifications;
CREATE POLICY worker_insert ON public.notifications FOR INSERT TO worker
  WITH CHECK (true);
DROP POLICY IF EXISTS worker_delete ON public.notifications;
CREATE POLICY worker_delete ON public.notifications FOR DELETE TO worker
  USING (true);
DROP POLICY IF EXISTS support_select ON public.notifications;
CREATE POLICY support_select ON public.notifications FOR SELECT TO support
  USING (true);
ALTER TABLE public.notifications ENABLE ROW LEVEL SECURITY;
COMMIT;
