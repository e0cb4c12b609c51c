-- notification_preferences: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.notification_preferences;
CREATE POLICY learner_select ON public.notification_preferences FOR SELECT TO learner
  USING (EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_insert ON public.notification_preferences;
CREATE POLICY learner_insert ON public.notification_preferences FOR INSERT TO learner
  WITH CHECK (EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_update ON public.notification_preferences;
CREATE POLICY learner_update ON public.notification_preferences FOR UPDATE TO learner
  USING (EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS worker_select ON public.notification_preferences;
CREATE POLICY worker_select ON public.notification_preferences FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS support_select ON public.notification_preferences;
CREATE POLICY support_select ON public.notification_preferences FOR SELECT TO support
  USING (true);
ALTER TABLE public.notification_preferences ENABLE ROW LEVEL SECURITY;
COMMIT;
