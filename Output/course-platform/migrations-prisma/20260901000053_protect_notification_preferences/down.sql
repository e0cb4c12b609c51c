-- Back: notification_preferences: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.notification_preferences DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.notification_preferences;
DROP POLICY IF EXISTS learner_insert ON public.notification_preferences;
DROP POLICY IF EXISTS learner_update ON public.notification_preferences;
DROP POLICY IF EXISTS worker_select ON public.notification_preferences;
DROP POLICY IF EXISTS support_select ON public.notification_preferences;
COMMIT;
