-- team_invitations: rows by 10 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS coach_select ON public.team_invitations;
CREATE POLICY coach_select ON public.team_invitations FOR SELECT TO coach
  USING (account_id = (SELECT nullif(current_setting('app.account_id', true), '')::bigint));
DROP POLICY IF EXISTS coach_insert ON public.team_invitations;
CREATE POLICY coach_insert ON public.team_invitations FOR INSERT TO coach
  WITH CHECK (account_id = (SELECT nullif(current_setting('app.account_id', true), '')::bigint));
DROP POLICY IF EXISTS coach_update ON public.team_invitations;
CREATE POLICY coach_update ON public.team_invitations FOR UPDATE TO coach
  USING (account_id = (SELECT nullif(current_setting('app.account_id', true), '')::bigint))
  WITH CHECK (account_id = (SELECT nullif(current_setting('app.account_id', true), '')::bigint));
DROP POLICY IF EXISTS league_admin_select ON public.team_invitations;
CREATE POLICY league_admin_select ON public.team_invitations FOR SELECT TO league_admin
  USING (account_id = (SELECT nullif(current_setting('app.account_id', true), '')::bigint));
DROP POLICY IF EXISTS league_admin_insert ON public.team_invitations;
CREATE POLICY league_admin_insert ON public.team_invitations FOR INSERT TO league_admin
  WITH CHECK (account_id = (SELECT nullif(current_setting('app.account_id', true), '')::bigint));
DROP POLICY IF EXISTS league_admin_update ON public.team_invitations;
CREATE POLICY league_admin_update ON public.team_invitations FOR UPDATE TO league_admin
  USING (account_id = (SELECT nullif(current_setting('app.account_id', true), '')::bigint))
  WITH CHECK (account_id = (SELECT nullif(current_setting('app.account_id', true), '')::bigint));
DROP POLICY IF EXISTS league_admin_delete ON public.team_invitations;
CREATE POLICY league_admin_delete ON public.team_invitations FOR DELETE TO league_admin
  USING (account_id = (SELECT nullif(current_setting('app.account_id', true), '')::bigint));
DROP POLICY IF EXISTS sign_in_select ON public.team_invitations;
CREATE POLICY sign_in_select ON public.team_invitations FOR SELECT TO sign_in
  USING (true);
DROP POLICY IF EXISTS sign_in_update ON public.team_invitations;
CREATE POLICY sign_in_update ON public.team_invitations FOR UPDATE TO sign_in
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS support_readonly_select ON public.team_invitations;
CREATE POLICY support_readonly_select ON public.team_invitations FOR SELECT TO support_readonly
  USING (true);
ALTER TABLE public.team_invitations ENABLE ROW LEVEL SECURITY;
COMMIT;
