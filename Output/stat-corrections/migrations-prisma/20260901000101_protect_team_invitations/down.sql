-- Back: team_invitations: rows by 10 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.team_invitations DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS coach_select ON public.team_invitations;
DROP POLICY IF EXISTS coach_insert ON public.team_invitations;
DROP POLICY IF EXISTS coach_update ON public.team_invitations;
DROP POLICY IF EXISTS league_admin_select ON public.team_invitations;
DROP POLICY IF EXISTS league_admin_insert ON public.team_invitations;
DROP POLICY IF EXISTS league_admin_update ON public.team_invitations;
DROP POLICY IF EXISTS league_admin_delete ON public.team_invitations;
DROP POLICY IF EXISTS sign_in_select ON public.team_invitations;
DROP POLICY IF EXISTS sign_in_update ON public.team_invitations;
DROP POLICY IF EXISTS support_readonly_select ON public.team_invitations;
COMMIT;
