-- Back: game_status takes under_review; it can be written once this step has committed.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '0';
SET LOCAL search_path = public, audit;
DROP VIEW IF EXISTS public.account_standings;
DROP MATERIALIZED VIEW IF EXISTS public.standings;
DROP VIEW IF EXISTS public.season_batting;
DROP VIEW IF EXISTS public.game_schedule;
ALTER TABLE public.games DROP CONSTRAINT IF EXISTS games_field_booked_once;
ALTER TABLE public.games DROP CONSTRAINT IF EXISTS games_result_has_score;
ALTER TABLE ONLY public.games ALTER COLUMN status DROP DEFAULT;
ALTER TYPE public.game_status RENAME TO game_status_old;
CREATE TYPE public.game_status AS ENUM (
  'scheduled',
  'in_progress',
  'final',
  'postponed',
  'cancelled',
  'forfeit'
);
ALTER TABLE public.games ALTER COLUMN status TYPE public.game_status USING status::text::public.game_status;
DROP TYPE public.game_status_old;
ALTER TABLE ONLY public.games ALTER COLUMN status SET DEFAULT 'scheduled';
ALTER TABLE public.games ADD CONSTRAINT games_result_has_score CHECK (status NOT IN ('final', 'forfeit') OR num_nonnulls(home_score, away_score) = 2);
ALTER TABLE public.games ADD CONSTRAINT games_field_booked_once EXCLUDE USING gist (field_id WITH =, slot WITH &&) WHERE (status IN ('scheduled', 'in_progress', 'final'));
CREATE VIEW public.game_schedule WITH (security_invoker=true) AS
SELECT g.id, g.account_id, g.season_id, g.status, g.starts_at, g.time_zone,
       g.starts_at AT TIME ZONE g.time_zone AS starts_local,
       g.home_entry_id, ht.name AS home_team, g.home_score,
       g.away_entry_id, awt.name AS away_team, g.away_score,
       f.name AS field_name, v.name AS venue_name
  FROM games g
  JOIN team_entries he ON he.account_id = g.account_id AND he.id = g.home_entry_id
  JOIN teams ht ON ht.account_id = he.account_id AND ht.id = he.team_id
  JOIN team_entries ae ON ae.account_id = g.account_id AND ae.id = g.away_entry_id
  JOIN teams awt ON awt.account_id = ae.account_id AND awt.id = ae.team_id
  LEFT JOIN fields f ON f.account_id = g.account_id AND f.id = g.field_id
  LEFT JOIN venues v ON v.account_id = f.account_id AND v.id = f.venue_id;
CREATE VIEW public.season_batting WITH (security_invoker=true) AS
SELECT g.account_id, g.season_id, b.player_id,
       count(*) AS games_played,
       sum(b.at_bats) AS at_bats, sum(b.hits) AS hits, sum(b.home_runs) AS home_runs,
       sum(b.runs_batted_in) AS runs_batted_in, sum(b.total_bases) AS total_bases,
       round(sum(b.hits)::numeric / nullif(sum(b.at_bats), 0), 3) AS batting_average,
       round(sum(b.total_bases)::numeric / nullif(sum(b.at_bats), 0), 3) AS slugging_average
  FROM batting_lines b
  JOIN games g ON g.account_id = b.account_id AND g.id = b.game_id
 WHERE g.status = 'final'
 GROUP BY g.account_id, g.season_id, b.player_id;
CREATE MATERIALIZED VIEW public.standings AS
SELECT e.account_id, e.season_id, e.division_id, e.id AS team_entry_id,
       count(r.game_id) AS played,
       count(*) FILTER (WHERE r.runs_for > r.runs_against) AS wins,
       count(*) FILTER (WHERE r.runs_for < r.runs_against) AS losses,
       count(*) FILTER (WHERE r.runs_for = r.runs_against) AS ties,
       coalesce(sum(r.runs_for), 0) AS runs_for,
       coalesce(sum(r.runs_against), 0) AS runs_against,
       round(avg(CASE WHEN r.runs_for > r.runs_against THEN 1.0
                      WHEN r.runs_for = r.runs_against THEN 0.5
                      WHEN r.runs_for < r.runs_against THEN 0.0 END), 3) AS win_share
  FROM team_entries e
  LEFT JOIN (
        SELECT account_id, id AS game_id, home_entry_id AS team_entry_id, home_score AS runs_for, away_score AS runs_against
          FROM games WHERE status IN ('final', 'forfeit')
        UNION ALL
        SELECT account_id, id, away_entry_id, away_score, home_score
          FROM games WHERE status IN ('final', 'forfeit')
       ) r ON r.account_id = e.account_id AND r.team_entry_id = e.id
 WHERE e.withdrawn_on IS NULL
 GROUP BY e.account_id, e.season_id, e.division_id, e.id;
CREATE UNIQUE INDEX IF NOT EXISTS idx_standings_team_entry_id ON public.standings (team_entry_id);
CREATE INDEX IF NOT EXISTS idx_standings_account_id_division_id ON public.standings (account_id, division_id);
CREATE VIEW public.account_standings WITH (security_barrier=true) AS
SELECT s.account_id, s.season_id, s.division_id, s.team_entry_id, s.played, s.wins, s.losses, s.ties,
       s.runs_for, s.runs_against, s.win_share,
       rank() OVER (PARTITION BY s.division_id
                    ORDER BY s.win_share DESC NULLS LAST, s.runs_for - s.runs_against DESC) AS place
  FROM standings s
 WHERE s.account_id = current_account_id();
GRANT SELECT ON TABLE public.game_schedule TO public_site;
GRANT SELECT ON TABLE public.season_batting TO public_site;
GRANT SELECT ON TABLE public.account_standings TO public_site;
GRANT SELECT ON TABLE public.game_schedule TO scorer;
GRANT SELECT ON TABLE public.game_schedule TO coach;
GRANT SELECT ON TABLE public.season_batting TO coach;
GRANT SELECT ON TABLE public.account_standings TO coach;
GRANT SELECT ON TABLE public.game_schedule TO league_admin;
GRANT SELECT ON TABLE public.season_batting TO league_admin;
GRANT SELECT ON TABLE public.account_standings TO league_admin;
GRANT SELECT ON TABLE public.game_schedule TO support_readonly;
GRANT SELECT ON TABLE public.season_batting TO support_readonly;
GRANT SELECT ON TABLE public.season_batting TO analytics_readonly;
COMMENT ON VIEW public.game_schedule IS 'Games as people read them: team names, place, and the hour on the clock at the venue';
COMMENT ON MATERIALIZED VIEW public.standings IS 'Won, lost and tied of every team entry, all accounts; refreshed as a whole';
COMMENT ON VIEW public.account_standings IS 'The only way to standings: row security does not reach a materialised view';
COMMIT;
