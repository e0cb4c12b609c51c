-- Back: invitations: rows by 7 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.invitations DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS manager_select ON public.invitations;
DROP POLICY IF EXISTS manager_insert ON public.invitations;
DROP POLICY IF EXISTS manager_update ON public.invitations;
DROP POLICY IF EXISTS manager_delete ON public.invitations;
DROP POLICY IF EXISTS worker_select ON public.invitations;
DROP POLICY IF EXISTS worker_delete ON public.invitations;
DROP POLICY IF EXISTS support_select ON public.invitations;
COMMIT;
