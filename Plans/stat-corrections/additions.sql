-- Statistic corrections with review: what the feature adds to ../league-manager/schema.sql.

CREATE ROLE stat_reviewer NOLOGIN;

CREATE TYPE correction_status AS ENUM ('proposed', 'approved', 'rejected', 'withdrawn');

-- ------------------------------------------------------------------------------------------------
-- Existing tables
-- ------------------------------------------------------------------------------------------------

ALTER TABLE games ADD COLUMN stats_locked_at timestamptz;
COMMENT ON COLUMN games.stats_locked_at IS 'From here on figures change by correction only; null while scorers may still edit';

ALTER TYPE game_status ADD VALUE 'under_review' AFTER 'final';

-- The public page of a corrected game is asked for by its id; nobody opens the old links any more.
ALTER TABLE games DROP COLUMN share_key;

-- A reviewer has to know whether a line was tapped at the field or typed from the score book.
CREATE TYPE line_source AS ENUM ('tablet', 'score_book', 'import');
ALTER TABLE pitching_lines ADD COLUMN source line_source NOT NULL;
ALTER TABLE pitching_lines RENAME COLUMN decision TO credit;

-- Whoever has statistics was registered: a line of somebody else is the commonest correction of all.
ALTER TABLE roster_entries ADD CONSTRAINT roster_entries_account_id_season_id_player_id_fkey
    FOREIGN KEY (account_id, season_id, player_id) REFERENCES registrations (account_id, season_id, player_id) ON DELETE RESTRICT;

ALTER TABLE game_officials RENAME COLUMN accepted_at TO confirmed_at;

-- The reviewer's page shows lines of placed players only; as text the state let 'Placed' and 'placed ' in.
CREATE TYPE registration_status AS ENUM ('submitted', 'paid', 'placed', 'waitlisted', 'refunded');
ALTER TABLE registrations
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE registration_status USING lower(btrim(status))::registration_status,
    ALTER COLUMN status SET DEFAULT 'submitted';

ALTER TABLE batting_lines ADD CONSTRAINT batting_lines_account_id_id_key UNIQUE (account_id, id);
ALTER TABLE pitching_lines ADD CONSTRAINT pitching_lines_account_id_id_key UNIQUE (account_id, id);

-- ------------------------------------------------------------------------------------------------
-- New tables
-- ------------------------------------------------------------------------------------------------

CREATE TABLE stat_corrections (
    id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id       bigint NOT NULL,
    game_id          bigint NOT NULL,
    batting_line_id  bigint,
    pitching_line_id bigint,
    status           correction_status NOT NULL DEFAULT 'proposed',
    reason           text NOT NULL CHECK (length(btrim(reason)) BETWEEN 10 AND 2000),
    proposed_by      bigint NOT NULL,
    decided_by       bigint,
    decided_at       timestamptz,
    decision_note    text,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT stat_corrections_account_id_id_key UNIQUE (account_id, id),
    CONSTRAINT stat_corrections_account_id_game_id_fkey FOREIGN KEY (account_id, game_id)
        REFERENCES games (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT stat_corrections_account_id_batting_line_id_fkey FOREIGN KEY (account_id, batting_line_id)
        REFERENCES batting_lines (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT stat_corrections_account_id_pitching_line_id_fkey FOREIGN KEY (account_id, pitching_line_id)
        REFERENCES pitching_lines (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT stat_corrections_account_id_proposed_by_fkey FOREIGN KEY (account_id, proposed_by)
        REFERENCES account_members (account_id, user_id) ON DELETE RESTRICT,
    CONSTRAINT stat_corrections_account_id_decided_by_fkey FOREIGN KEY (account_id, decided_by)
        REFERENCES account_members (account_id, user_id) ON DELETE RESTRICT,
    CONSTRAINT stat_corrections_one_line CHECK (num_nonnulls(batting_line_id, pitching_line_id) <= 1),
    CONSTRAINT stat_corrections_two_persons CHECK (decided_by <> proposed_by),
    CONSTRAINT stat_corrections_decided CHECK ((status IN ('approved', 'rejected')) = (num_nonnulls(decided_by, decided_at) = 2))
);
COMMENT ON TABLE stat_corrections IS 'A proposal to change a batting line, a pitching line, or (with neither) the score of a game';
COMMENT ON COLUMN stat_corrections.reason IS 'What the official saw; shown to both coaches';
CREATE INDEX idx_stat_corrections_account_id_created_at ON stat_corrections (account_id, created_at) WHERE status = 'proposed';
CREATE INDEX idx_stat_corrections_account_id_game_id ON stat_corrections (account_id, game_id);
CREATE INDEX idx_stat_corrections_account_id_batting_line_id ON stat_corrections (account_id, batting_line_id)
    WHERE batting_line_id IS NOT NULL;
CREATE INDEX idx_stat_corrections_account_id_pitching_line_id ON stat_corrections (account_id, pitching_line_id)
    WHERE pitching_line_id IS NOT NULL;
CREATE INDEX idx_stat_corrections_account_id_proposed_by ON stat_corrections (account_id, proposed_by);

CREATE TABLE stat_correction_changes (
    account_id    bigint NOT NULL,
    correction_id bigint NOT NULL,
    statistic     text NOT NULL,
    old_value     smallint NOT NULL CHECK (old_value >= 0),
    new_value     smallint NOT NULL CHECK (new_value >= 0),
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, correction_id, statistic),
    CONSTRAINT stat_correction_changes_account_id_correction_id_fkey FOREIGN KEY (account_id, correction_id)
        REFERENCES stat_corrections (account_id, id) ON DELETE CASCADE,
    CONSTRAINT stat_correction_changes_differs CHECK (old_value <> new_value)
);
COMMENT ON TABLE stat_correction_changes IS 'One figure of a proposal: what the line says and what it should say';
COMMENT ON COLUMN stat_correction_changes.old_value IS 'The figure when it was proposed; approval fails when the line has moved on since';

CREATE TABLE stat_correction_files (
    account_id    bigint NOT NULL,
    correction_id bigint NOT NULL,
    file_id       bigint NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, correction_id, file_id),
    CONSTRAINT stat_correction_files_account_id_correction_id_fkey FOREIGN KEY (account_id, correction_id)
        REFERENCES stat_corrections (account_id, id) ON DELETE CASCADE,
    CONSTRAINT stat_correction_files_account_id_file_id_fkey FOREIGN KEY (account_id, file_id)
        REFERENCES files (account_id, id) ON DELETE RESTRICT
);
CREATE INDEX idx_stat_correction_files_account_id_file_id ON stat_correction_files (account_id, file_id);

CREATE TABLE standings_refreshes (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id    bigint NOT NULL,
    season_id     bigint NOT NULL,
    correction_id bigint,
    requested_at  timestamptz NOT NULL DEFAULT now(),
    started_at    timestamptz,
    finished_at   timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT standings_refreshes_account_id_season_id_fkey FOREIGN KEY (account_id, season_id)
        REFERENCES seasons (account_id, id) ON DELETE CASCADE,
    CONSTRAINT standings_refreshes_account_id_correction_id_fkey FOREIGN KEY (account_id, correction_id)
        REFERENCES stat_corrections (account_id, id) ON DELETE SET NULL (correction_id),
    CONSTRAINT standings_refreshes_in_order CHECK (started_at >= requested_at AND finished_at >= started_at)
);
COMMENT ON TABLE standings_refreshes IS 'Seasons whose standings no longer agree with their games, and what became of them';
CREATE UNIQUE INDEX idx_standings_refreshes_season_id ON standings_refreshes (season_id) WHERE started_at IS NULL;
CREATE INDEX idx_standings_refreshes_account_id_season_id ON standings_refreshes (account_id, season_id);
CREATE INDEX idx_standings_refreshes_account_id_correction_id ON standings_refreshes (account_id, correction_id)
    WHERE correction_id IS NOT NULL;

CREATE TRIGGER stat_corrections_updated_at BEFORE UPDATE ON stat_corrections FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER stat_correction_changes_updated_at BEFORE UPDATE ON stat_correction_changes FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER standings_refreshes_updated_at BEFORE UPDATE ON standings_refreshes FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER stat_corrections_audit AFTER INSERT OR UPDATE OR DELETE ON stat_corrections
    FOR EACH ROW EXECUTE FUNCTION audit.record_row_change();

-- ------------------------------------------------------------------------------------------------
-- Row security of the new tables
-- ------------------------------------------------------------------------------------------------

ALTER TABLE stat_corrections ENABLE ROW LEVEL SECURITY;
ALTER TABLE stat_corrections FORCE ROW LEVEL SECURITY;
CREATE POLICY stat_corrections_read ON stat_corrections FOR SELECT TO scorer, coach, league_admin, stat_reviewer
    USING (account_id = current_account_id());
CREATE POLICY stat_corrections_propose ON stat_corrections FOR INSERT TO scorer, league_admin
    WITH CHECK (account_id = current_account_id() AND proposed_by = current_user_id() AND status = 'proposed');
CREATE POLICY stat_corrections_withdraw ON stat_corrections FOR UPDATE TO scorer, league_admin
    USING (account_id = current_account_id() AND proposed_by = current_user_id() AND status = 'proposed')
    WITH CHECK (account_id = current_account_id() AND status IN ('proposed', 'withdrawn'));
CREATE POLICY stat_corrections_decide ON stat_corrections FOR UPDATE TO stat_reviewer
    USING (account_id = current_account_id() AND proposed_by <> current_user_id() AND status = 'proposed')
    WITH CHECK (account_id = current_account_id() AND decided_by = current_user_id());
CREATE POLICY stat_corrections_support ON stat_corrections FOR SELECT TO support_readonly USING (true);

ALTER TABLE stat_correction_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE stat_correction_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY stat_correction_changes_read ON stat_correction_changes FOR SELECT TO scorer, coach, league_admin, stat_reviewer
    USING (account_id = current_account_id());
CREATE POLICY stat_correction_changes_propose ON stat_correction_changes FOR INSERT TO scorer, league_admin
    WITH CHECK (account_id = current_account_id());
CREATE POLICY stat_correction_changes_support ON stat_correction_changes FOR SELECT TO support_readonly USING (true);

ALTER TABLE stat_correction_files ENABLE ROW LEVEL SECURITY;
ALTER TABLE stat_correction_files FORCE ROW LEVEL SECURITY;
CREATE POLICY stat_correction_files_tenant ON stat_correction_files TO scorer, league_admin, stat_reviewer
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY stat_correction_files_support ON stat_correction_files FOR SELECT TO support_readonly USING (true);

ALTER TABLE standings_refreshes ENABLE ROW LEVEL SECURITY;
ALTER TABLE standings_refreshes FORCE ROW LEVEL SECURITY;
CREATE POLICY standings_refreshes_tenant ON standings_refreshes TO league_admin, stat_reviewer
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY standings_refreshes_work ON standings_refreshes TO standings_refresher USING (true) WITH CHECK (true);
CREATE POLICY standings_refreshes_support ON standings_refreshes FOR SELECT TO support_readonly USING (true);

-- ------------------------------------------------------------------------------------------------
-- Row security of existing tables: the reviewer sees an account's games and lines; a locked game is closed
-- to everybody else
-- ------------------------------------------------------------------------------------------------

CREATE POLICY account_members_review ON account_members FOR SELECT TO stat_reviewer USING (account_id = current_account_id());
CREATE POLICY players_review ON players FOR SELECT TO stat_reviewer USING (account_id = current_account_id());
CREATE POLICY team_entries_review ON team_entries FOR SELECT TO stat_reviewer USING (account_id = current_account_id());
CREATE POLICY files_review ON files FOR SELECT TO stat_reviewer USING (account_id = current_account_id());
CREATE POLICY seasons_review ON seasons FOR SELECT TO stat_reviewer USING (account_id = current_account_id());
CREATE POLICY games_review ON games TO stat_reviewer
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY batting_lines_review ON batting_lines TO stat_reviewer
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY pitching_lines_review ON pitching_lines TO stat_reviewer
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());

CREATE POLICY batting_lines_unlocked ON batting_lines AS RESTRICTIVE FOR UPDATE TO scorer, league_admin
    USING (EXISTS (SELECT 1 FROM games g
                    WHERE g.account_id = batting_lines.account_id AND g.id = batting_lines.game_id AND g.stats_locked_at IS NULL));
CREATE POLICY pitching_lines_unlocked ON pitching_lines AS RESTRICTIVE FOR UPDATE TO scorer, league_admin
    USING (EXISTS (SELECT 1 FROM games g
                    WHERE g.account_id = pitching_lines.account_id AND g.id = pitching_lines.game_id AND g.stats_locked_at IS NULL));

-- ------------------------------------------------------------------------------------------------
-- Grants
-- ------------------------------------------------------------------------------------------------

GRANT SELECT, INSERT ON stat_corrections, stat_correction_changes, stat_correction_files TO scorer, league_admin;
GRANT UPDATE (status) ON stat_corrections TO scorer, league_admin;
GRANT SELECT ON stat_corrections, stat_correction_changes TO coach;

GRANT SELECT ON account_members, team_entries, files, seasons, games, batting_lines, pitching_lines, stat_corrections,
    stat_correction_changes, stat_correction_files TO stat_reviewer;
GRANT SELECT (id, account_id, given_name, family_name) ON players TO stat_reviewer;
GRANT UPDATE (status, decided_by, decided_at, decision_note) ON stat_corrections TO stat_reviewer;
GRANT UPDATE (home_score, away_score) ON games TO stat_reviewer;
GRANT UPDATE ON batting_lines, pitching_lines TO stat_reviewer;
GRANT SELECT, INSERT ON standings_refreshes TO stat_reviewer;
GRANT SELECT ON standings_refreshes TO league_admin;
GRANT SELECT, UPDATE ON standings_refreshes TO standings_refresher;

GRANT SELECT ON stat_corrections, stat_correction_changes, stat_correction_files, standings_refreshes TO support_readonly;
