-- files
ALTER TABLE public.files FORCE ROW LEVEL SECURITY;

-- team_invitations
ALTER TABLE public.team_invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.team_invitations FORCE ROW LEVEL SECURITY;
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

-- play_events
ALTER TABLE public.play_events_2025_h2 ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.play_events_2025_h2 FORCE ROW LEVEL SECURITY;
ALTER TABLE public.play_events_2026_h1 ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.play_events_2026_h1 FORCE ROW LEVEL SECURITY;
ALTER TABLE public.play_events_2026_h2 ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.play_events_2026_h2 FORCE ROW LEVEL SECURITY;
ALTER TABLE public.play_events_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.play_events_default FORCE ROW LEVEL SECURITY;

-- audit.row_changes
ALTER TABLE audit.row_changes_2026_q2 ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_2026_q2 FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_2026_q3 ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_2026_q3 FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_2026_q4 ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_2026_q4 FORCE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_default ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes_default FORCE ROW LEVEL SECURITY;

