-- Makes what nobody uses yet: add enum correction_status, add enum line_source, add enum registration_status, add table stat_corrections, add table stat_correction_changes, add table stat_correction_files and 34 more.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
SET LOCAL search_path = public, audit;
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'stat_reviewer') THEN
    CREATE ROLE stat_reviewer NOLOGIN;
  END IF;
END
$$;
CREATE TYPE public.correction_status AS ENUM (
  'proposed',
  'approved',
  'rejected',
  'withdrawn'
);
CREATE TYPE public.line_source AS ENUM (
  'tablet',
  'score_book',
  'import'
);
CREATE TYPE public.registration_status AS ENUM (
  'submitted',
  'paid',
  'placed',
  'waitlisted',
  'refunded'
);
CREATE TABLE public.stat_corrections (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  account_id bigint NOT NULL,
  game_id bigint NOT NULL,
  batting_line_id bigint,
  pitching_line_id bigint,
  status public.correction_status DEFAULT 'proposed' NOT NULL,
  reason text NOT NULL,
  proposed_by bigint NOT NULL,
  decided_by bigint,
  decided_at timestamp with time zone,
  decision_note text,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT stat_corrections_pkey PRIMARY KEY (id),
  CONSTRAINT stat_corrections_account_id_id_key UNIQUE (account_id, id),
  CONSTRAINT stat_corrections_reason_check CHECK (length(btrim(reason)) BETWEEN 10 AND 2000),
  CONSTRAINT stat_corrections_one_line CHECK (num_nonnulls(batting_line_id, pitching_line_id) <= 1),
  CONSTRAINT stat_corrections_two_persons CHECK (decided_by <> proposed_by),
  CONSTRAINT stat_corrections_decided CHECK ((status IN ('approved', 'rejected')) = (num_nonnulls(decided_by, decided_at) = 2))
);
CREATE TABLE public.stat_correction_changes (
  account_id bigint NOT NULL,
  correction_id bigint NOT NULL,
  statistic text NOT NULL,
  old_value smallint NOT NULL,
  new_value smallint NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT stat_correction_changes_pkey PRIMARY KEY (account_id, correction_id, statistic),
  CONSTRAINT stat_correction_changes_old_value_check CHECK (old_value >= 0),
  CONSTRAINT stat_correction_changes_new_value_check CHECK (new_value >= 0),
  CONSTRAINT stat_correction_changes_differs CHECK (old_value <> new_value)
);
CREATE TABLE public.stat_correction_files (
  account_id bigint NOT NULL,
  correction_id bigint NOT NULL,
  file_id bigint NOT NULL,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT stat_correction_files_pkey PRIMARY KEY (account_id, correction_id, file_id)
);
CREATE TABLE public.standings_refreshes (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  account_id bigint NOT NULL,
  season_id bigint NOT NULL,
  correction_id bigint,
  requested_at timestamp with time zone DEFAULT now() NOT NULL,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  updated_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT standings_refreshes_pkey PRIMARY KEY (id),
  CONSTRAINT standings_refreshes_in_order CHECK (started_at >= requested_at AND finished_at >= started_at)
);
ALTER TABLE public.stat_correction_changes ADD CONSTRAINT stat_correction_changes_account_id_correction_id_fkey FOREIGN KEY (account_id, correction_id) REFERENCES public.stat_corrections (account_id, id) ON DELETE CASCADE;
ALTER TABLE public.stat_correction_files ADD CONSTRAINT stat_correction_files_account_id_correction_id_fkey FOREIGN KEY (account_id, correction_id) REFERENCES public.stat_corrections (account_id, id) ON DELETE CASCADE;
ALTER TABLE public.standings_refreshes ADD CONSTRAINT standings_refreshes_account_id_correction_id_fkey FOREIGN KEY (account_id, correction_id) REFERENCES public.stat_corrections (account_id, id) ON DELETE SET NULL (correction_id);
CREATE INDEX IF NOT EXISTS idx_stat_corrections_account_id_created_at ON public.stat_corrections (account_id, created_at) WHERE status = 'proposed';
CREATE INDEX IF NOT EXISTS idx_stat_corrections_account_id_game_id ON public.stat_corrections (account_id, game_id);
CREATE INDEX IF NOT EXISTS idx_stat_corrections_account_id_batting_line_id ON public.stat_corrections (account_id, batting_line_id) WHERE batting_line_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS idx_stat_corrections_account_id_pitching_line_id ON public.stat_corrections (account_id, pitching_line_id) WHERE pitching_line_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS idx_stat_corrections_account_id_proposed_by ON public.stat_corrections (account_id, proposed_by);
CREATE INDEX IF NOT EXISTS idx_stat_correction_files_account_id_file_id ON public.stat_correction_files (account_id, file_id);
CREATE UNIQUE INDEX IF NOT EXISTS idx_standings_refreshes_season_id ON public.standings_refreshes (season_id) WHERE started_at IS NULL;
CREATE INDEX IF NOT EXISTS idx_standings_refreshes_account_id_season_id ON public.standings_refreshes (account_id, season_id);
CREATE INDEX IF NOT EXISTS idx_standings_refreshes_account_id_correction_id ON public.standings_refreshes (account_id, correction_id) WHERE correction_id IS NOT NULL;
CREATE TRIGGER stat_corrections_updated_at
  BEFORE UPDATE ON public.stat_corrections
  FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();
CREATE TRIGGER stat_corrections_audit
  AFTER INSERT OR UPDATE OR DELETE ON public.stat_corrections
  FOR EACH ROW EXECUTE FUNCTION audit.record_row_change();
CREATE TRIGGER stat_correction_changes_updated_at
  BEFORE UPDATE ON public.stat_correction_changes
  FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();
CREATE TRIGGER standings_refreshes_updated_at
  BEFORE UPDATE ON public.standings_refreshes
  FOR EACH ROW EXECUTE FUNCTION public.set_updated_at();
CREATE POLICY stat_corrections_read ON public.stat_corrections FOR SELECT TO scorer, coach, league_admin, stat_reviewer
  USING (account_id = current_account_id());
CREATE POLICY stat_corrections_propose ON public.stat_corrections FOR INSERT TO scorer, league_admin
  WITH CHECK (account_id = current_account_id() AND proposed_by = current_user_id() AND status = 'proposed');
CREATE POLICY stat_corrections_withdraw ON public.stat_corrections FOR UPDATE TO scorer, league_admin
  USING (account_id = current_account_id() AND proposed_by = current_user_id() AND status = 'proposed')
  WITH CHECK (account_id = current_account_id() AND status IN ('proposed', 'withdrawn'));
CREATE POLICY stat_corrections_decide ON public.stat_corrections FOR UPDATE TO stat_reviewer
  USING (account_id = current_account_id() AND proposed_by <> current_user_id() AND status = 'proposed')
  WITH CHECK (account_id = current_account_id() AND decided_by = current_user_id());
CREATE POLICY stat_corrections_support ON public.stat_corrections FOR SELECT TO support_readonly
  USING (true);
CREATE POLICY stat_correction_changes_read ON public.stat_correction_changes FOR SELECT TO scorer, coach, league_admin, stat_reviewer
  USING (account_id = current_account_id());
CREATE POLICY stat_correction_changes_propose ON public.stat_correction_changes FOR INSERT TO scorer, league_admin
  WITH CHECK (account_id = current_account_id());
CREATE POLICY stat_correction_changes_support ON public.stat_correction_changes FOR SELECT TO support_readonly
  USING (true);
CREATE POLICY stat_correction_files_tenant ON public.stat_correction_files TO scorer, league_admin, stat_reviewer
  USING (account_id = current_account_id())
  WITH CHECK (account_id = current_account_id());
CREATE POLICY stat_correction_files_support ON public.stat_correction_files FOR SELECT TO support_readonly
  USING (true);
CREATE POLICY standings_refreshes_tenant ON public.standings_refreshes TO league_admin, stat_reviewer
  USING (account_id = current_account_id())
  WITH CHECK (account_id = current_account_id());
CREATE POLICY standings_refreshes_work ON public.standings_refreshes TO standings_refresher
  USING (true)
  WITH CHECK (true);
CREATE POLICY standings_refreshes_support ON public.standings_refreshes FOR SELECT TO support_readonly
  USING (true);
ALTER TABLE public.stat_corrections ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.stat_corrections FORCE ROW LEVEL SECURITY;
ALTER TABLE public.stat_correction_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.stat_correction_changes FORCE ROW LEVEL SECURITY;
ALTER TABLE public.stat_correction_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.stat_correction_files FORCE ROW LEVEL SECURITY;
ALTER TABLE public.standings_refreshes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.standings_refreshes FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON TABLE public.stat_corrections TO scorer;
GRANT SELECT, INSERT ON TABLE public.stat_corrections TO league_admin;
GRANT SELECT, INSERT ON TABLE public.stat_correction_changes TO scorer;
GRANT SELECT, INSERT ON TABLE public.stat_correction_changes TO league_admin;
GRANT SELECT, INSERT ON TABLE public.stat_correction_files TO scorer;
GRANT SELECT, INSERT ON TABLE public.stat_correction_files TO league_admin;
GRANT UPDATE (status) ON TABLE public.stat_corrections TO scorer;
GRANT UPDATE (status) ON TABLE public.stat_corrections TO league_admin;
GRANT SELECT ON TABLE public.stat_corrections TO coach;
GRANT SELECT ON TABLE public.stat_correction_changes TO coach;
GRANT SELECT ON TABLE public.stat_corrections TO stat_reviewer;
GRANT SELECT ON TABLE public.stat_correction_changes TO stat_reviewer;
GRANT SELECT ON TABLE public.stat_correction_files TO stat_reviewer;
GRANT UPDATE (status) ON TABLE public.stat_corrections TO stat_reviewer;
GRANT UPDATE (decided_by) ON TABLE public.stat_corrections TO stat_reviewer;
GRANT UPDATE (decided_at) ON TABLE public.stat_corrections TO stat_reviewer;
GRANT UPDATE (decision_note) ON TABLE public.stat_corrections TO stat_reviewer;
GRANT SELECT, INSERT ON TABLE public.standings_refreshes TO stat_reviewer;
GRANT SELECT ON TABLE public.standings_refreshes TO league_admin;
GRANT SELECT, UPDATE ON TABLE public.standings_refreshes TO standings_refresher;
GRANT SELECT ON TABLE public.stat_corrections TO support_readonly;
GRANT SELECT ON TABLE public.stat_correction_changes TO support_readonly;
GRANT SELECT ON TABLE public.stat_correction_files TO support_readonly;
GRANT SELECT ON TABLE public.standings_refreshes TO support_readonly;
COMMENT ON TABLE public.stat_corrections IS 'A proposal to change a batting line, a pitching line, or (with neither) the score of a game';
COMMENT ON COLUMN public.stat_corrections.reason IS 'What the official saw; shown to both coaches';
COMMENT ON TABLE public.stat_correction_changes IS 'One figure of a proposal: what the line says and what it should say';
COMMENT ON COLUMN public.stat_correction_changes.old_value IS 'The figure when it was proposed; approval fails when the line has moved on since';
COMMENT ON TABLE public.standings_refreshes IS 'Seasons whose standings no longer agree with their games, and what became of them';
COMMIT;
