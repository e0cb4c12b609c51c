DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'public_site') THEN
    CREATE ROLE public_site NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'player_self') THEN
    CREATE ROLE player_self NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'scorer') THEN
    CREATE ROLE scorer NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'coach') THEN
    CREATE ROLE coach NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'league_admin') THEN
    CREATE ROLE league_admin NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'sign_in') THEN
    CREATE ROLE sign_in NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'support_readonly') THEN
    CREATE ROLE support_readonly NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'analytics_readonly') THEN
    CREATE ROLE analytics_readonly NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'standings_refresher') THEN
    CREATE ROLE standings_refresher NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'audit_writer') THEN
    CREATE ROLE audit_writer NOLOGIN;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app') THEN
    CREATE ROLE app LOGIN NOINHERIT;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'auth') THEN
    CREATE ROLE auth LOGIN NOINHERIT;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'bi') THEN
    CREATE ROLE bi LOGIN NOINHERIT;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'jobs') THEN
    CREATE ROLE jobs LOGIN NOINHERIT;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'support') THEN
    CREATE ROLE support LOGIN NOINHERIT;
  END IF;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'web') THEN
    CREATE ROLE web LOGIN NOINHERIT;
  END IF;
END
$$;

GRANT public_site TO web;
GRANT player_self TO app;
GRANT scorer TO app;
GRANT coach TO app;
GRANT league_admin TO app;
GRANT sign_in TO auth;
GRANT support_readonly TO support;
GRANT analytics_readonly TO bi;
GRANT standings_refresher TO jobs;

REVOKE ALL ON SCHEMA audit FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM PUBLIC, public_site, player_self, scorer, coach, league_admin, sign_in, support_readonly, analytics_readonly, standings_refresher, audit_writer;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA audit FROM PUBLIC, public_site, player_self, scorer, coach, league_admin, sign_in, support_readonly, analytics_readonly, standings_refresher, audit_writer;
GRANT USAGE ON SCHEMA audit TO public_site, player_self, scorer, coach, league_admin, sign_in, support_readonly, analytics_readonly, standings_refresher, audit_writer;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, public_site, player_self, scorer, coach, league_admin, sign_in, support_readonly, analytics_readonly, standings_refresher, audit_writer;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM PUBLIC, public_site, player_self, scorer, coach, league_admin, sign_in, support_readonly, analytics_readonly, standings_refresher, audit_writer;
GRANT USAGE ON SCHEMA public TO public_site, player_self, scorer, coach, league_admin, sign_in, support_readonly, analytics_readonly, standings_refresher, audit_writer;
REVOKE EXECUTE ON FUNCTION audit.record_row_change() FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION public.refresh_standings() FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;

GRANT SELECT ON public.accounts, public.account_settings, public.files, public.venues, public.fields, public.leagues, public.seasons, public.divisions, public.teams, public.team_entries, public.roster_entries, public.games, public.batting_lines, public.pitching_lines, public.play_types, public.play_events, public.announcements TO public_site;
GRANT SELECT (id, account_id, given_name, family_name, bats, throws, photo_file_id, deleted_at) ON TABLE public.players TO public_site;
GRANT SELECT ON public.game_schedule, public.season_batting, public.account_standings TO public_site;

GRANT SELECT ON public.players TO player_self;
GRANT UPDATE (email, phone, emergency_contact, medical_notes) ON TABLE public.players TO player_self;

GRANT SELECT ON public.accounts, public.account_members, public.account_settings, public.files, public.venues, public.fields, public.leagues, public.seasons, public.divisions, public.teams, public.team_entries, public.roster_entries, public.games, public.game_officials, public.play_types, public.announcements TO scorer;
GRANT SELECT, INSERT, UPDATE ON public.batting_lines, public.pitching_lines TO scorer;
GRANT SELECT, INSERT ON public.play_events TO scorer;
GRANT SELECT (id, email, name, last_sign_in_at) ON TABLE public.users TO scorer;
GRANT SELECT (id, account_id, given_name, family_name, bats, throws, deleted_at) ON TABLE public.players TO scorer;
GRANT UPDATE (ends_at, status, home_score, away_score) ON TABLE public.games TO scorer;
GRANT SELECT ON public.game_schedule TO scorer;

GRANT SELECT ON public.accounts, public.account_members, public.account_settings, public.venues, public.fields, public.leagues, public.seasons, public.divisions, public.teams, public.team_entries, public.players, public.guardians, public.player_documents, public.roster_entries, public.games, public.game_officials, public.batting_lines, public.pitching_lines, public.play_types, public.play_events TO coach;
GRANT SELECT, INSERT ON public.files TO coach;
GRANT SELECT, INSERT, UPDATE ON public.team_invitations, public.announcements TO coach;
GRANT SELECT (id, email, name, last_sign_in_at) ON TABLE public.users TO coach;
GRANT SELECT ON public.game_schedule, public.season_batting, public.account_standings TO coach;

GRANT SELECT, UPDATE ON public.accounts TO league_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON public.account_members, public.account_settings, public.files, public.venues, public.fields, public.leagues, public.seasons, public.divisions, public.teams, public.team_entries, public.players, public.guardians, public.player_documents, public.registrations, public.roster_entries, public.team_invitations, public.games, public.game_officials, public.batting_lines, public.pitching_lines, public.announcements TO league_admin;
GRANT SELECT ON public.play_types, audit.row_changes TO league_admin;
GRANT SELECT, INSERT ON public.play_events TO league_admin;
GRANT SELECT (id, email, name, last_sign_in_at) ON TABLE public.users TO league_admin;
GRANT SELECT ON public.game_schedule, public.season_batting, public.account_standings TO league_admin;
ALTER DEFAULT PRIVILEGES IN SCHEMA audit GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO league_admin;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO league_admin;

GRANT SELECT ON public.accounts, public.account_members TO sign_in;
GRANT SELECT, INSERT, UPDATE ON public.users TO sign_in;
GRANT SELECT, UPDATE ON public.team_invitations TO sign_in;

GRANT SELECT ON public.accounts, public.account_members, public.account_settings, public.files, public.venues, public.fields, public.leagues, public.seasons, public.divisions, public.teams, public.team_entries, public.player_documents, public.roster_entries, public.games, public.game_officials, public.batting_lines, public.pitching_lines, public.play_types, public.play_events, public.announcements, audit.row_changes TO support_readonly;
GRANT SELECT (id, name, last_sign_in_at, created_at) ON TABLE public.users TO support_readonly;
GRANT SELECT (id, account_id, user_id, given_name, family_name, birth_date, bats, throws, photo_file_id, deleted_at, created_at, updated_at) ON TABLE public.players TO support_readonly;
GRANT SELECT (id, account_id, player_id, user_id, name, relationship, created_at, updated_at) ON TABLE public.guardians TO support_readonly;
GRANT SELECT (id, account_id, season_id, player_id, status, amount_cents, currency, submitted_at, created_at, updated_at) ON TABLE public.registrations TO support_readonly;
GRANT SELECT (account_id, team_entry_id, invited_by, expires_at, accepted_at, created_at, updated_at) ON TABLE public.team_invitations TO support_readonly;
GRANT SELECT ON public.game_schedule, public.season_batting, public.standings, public.account_standings TO support_readonly;
ALTER DEFAULT PRIVILEGES IN SCHEMA audit GRANT SELECT ON TABLES TO support_readonly;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO support_readonly;

GRANT SELECT ON public.accounts, public.venues, public.fields, public.leagues, public.seasons, public.divisions, public.teams, public.team_entries, public.roster_entries, public.games, public.batting_lines, public.pitching_lines, public.play_types, public.play_events TO analytics_readonly;
GRANT SELECT (id, account_id, bats, throws, deleted_at, created_at) ON TABLE public.players TO analytics_readonly;
GRANT SELECT ON public.season_batting TO analytics_readonly;

GRANT SELECT ON public.team_entries, public.games TO standings_refresher;

GRANT INSERT ON audit.row_changes TO audit_writer;

-- users without email, password_hash
DROP VIEW IF EXISTS public.users_masked;
CREATE VIEW public.users_masked WITH (security_invoker=true) AS
SELECT id,
  NULL::public.citext AS email,
  name,
  '***'::text AS password_hash,
  last_sign_in_at,
  created_at
FROM public.users;
GRANT SELECT ON public.users_masked TO support_readonly;

-- players without email, phone, medical_notes
DROP VIEW IF EXISTS public.players_masked;
CREATE VIEW public.players_masked WITH (security_invoker=true) AS
SELECT id,
  account_id,
  user_id,
  given_name,
  family_name,
  birth_date,
  bats,
  throws,
  NULL::public.citext AS email,
  '***'::text AS phone,
  NULL::bytea AS medical_notes,
  photo_file_id,
  deleted_at,
  created_at,
  updated_at
FROM public.players;
GRANT SELECT ON public.players_masked TO support_readonly;

-- players without birth_date
DROP VIEW IF EXISTS public.players_masked_analytics_readonly;
CREATE VIEW public.players_masked_analytics_readonly WITH (security_invoker=true) AS
SELECT id,
  account_id,
  NULL::date AS birth_date,
  bats,
  throws,
  deleted_at,
  created_at
FROM public.players;
GRANT SELECT ON public.players_masked_analytics_readonly TO analytics_readonly;

-- guardians without email, phone
DROP VIEW IF EXISTS public.guardians_masked;
CREATE VIEW public.guardians_masked WITH (security_invoker=true) AS
SELECT id,
  account_id,
  player_id,
  user_id,
  name,
  relationship,
  NULL::public.citext AS email,
  '***'::text AS phone,
  created_at,
  updated_at
FROM public.guardians;
GRANT SELECT ON public.guardians_masked TO support_readonly;

-- registrations without payment_reference
DROP VIEW IF EXISTS public.registrations_masked;
CREATE VIEW public.registrations_masked WITH (security_invoker=true) AS
SELECT id,
  account_id,
  season_id,
  player_id,
  status,
  amount_cents,
  currency,
  '***'::text AS payment_reference,
  submitted_at,
  created_at,
  updated_at
FROM public.registrations;
GRANT SELECT ON public.registrations_masked TO support_readonly;

-- team_invitations without code, email
DROP VIEW IF EXISTS public.team_invitations_masked;
CREATE VIEW public.team_invitations_masked WITH (security_invoker=true) AS
SELECT '***'::character varying(16) AS code,
  account_id,
  team_entry_id,
  NULL::public.citext AS email,
  invited_by,
  expires_at,
  accepted_at,
  created_at,
  updated_at
FROM public.team_invitations;
GRANT SELECT ON public.team_invitations_masked TO support_readonly;

