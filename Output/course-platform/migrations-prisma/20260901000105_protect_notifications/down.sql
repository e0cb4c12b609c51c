-- Back: notifications: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.notifications DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.notifications;
DROP POLICY IF EXISTS learner_update ON public.notifications;
DROP POLICY IF EXISTS manager_insert ON public.notifications;
DROP POLICY IF EXISTS worker_select ON public.notifications;
DROP POLICY IF EXISTS worker_insert ON public.notifications;
DROP POLICY IF EXISTS worker_delete ON public.notifications;
DROP POLICY IF EXISTS support_select ON public.notifications;
COMMIT;
