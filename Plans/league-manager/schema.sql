-- Riverside Leagues: the database as it is in production.
-- Migrations are written from this file; change it first.

-- ------------------------------------------------------------------------------------------------
-- Roles. The applications' logins are made by the platform; they are NOINHERIT and take one of these
-- with SET LOCAL ROLE at the start of each transaction.
-- ------------------------------------------------------------------------------------------------

CREATE ROLE public_site NOLOGIN;
CREATE ROLE player_self NOLOGIN;
CREATE ROLE scorer NOLOGIN;
CREATE ROLE coach NOLOGIN;
CREATE ROLE league_admin NOLOGIN;
CREATE ROLE sign_in NOLOGIN;
CREATE ROLE support_readonly NOLOGIN;
CREATE ROLE analytics_readonly NOLOGIN;
CREATE ROLE standings_refresher NOLOGIN;
CREATE ROLE audit_writer NOLOGIN;

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS citext;

CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who changed which statistic; written by triggers only';

-- ------------------------------------------------------------------------------------------------
-- Domains and enums
-- ------------------------------------------------------------------------------------------------

CREATE DOMAIN time_zone_name AS text
    CONSTRAINT time_zone_name_iana CHECK (VALUE ~ '^[A-Za-z]+(/[A-Za-z0-9_+-]+)+$' OR VALUE = 'UTC');
COMMENT ON DOMAIN time_zone_name IS 'IANA name such as America/Denver; never an offset, which changes twice a year';

CREATE DOMAIN object_key AS text
    CONSTRAINT object_key_shape CHECK (VALUE ~ '^[a-z0-9][a-z0-9/._-]*$' AND length(VALUE) <= 512);
COMMENT ON DOMAIN object_key IS 'Key of an object in the file store, without bucket and without leading slash';

CREATE DOMAIN email_address AS citext
    CONSTRAINT email_address_shape CHECK (VALUE ~ '^[^@\s]+@[^@\s]+$');

CREATE DOMAIN stat_count AS smallint
    CONSTRAINT stat_count_range CHECK (VALUE BETWEEN 0 AND 200);

CREATE TYPE sport AS ENUM ('baseball', 'softball_fast', 'softball_slow');
CREATE TYPE member_role AS ENUM ('admin', 'scheduler', 'official', 'scorer', 'coach');
CREATE TYPE season_status AS ENUM ('draft', 'registration', 'in_play', 'playoffs', 'closed');
CREATE TYPE game_status AS ENUM ('scheduled', 'in_progress', 'final', 'postponed', 'cancelled', 'forfeit');
CREATE TYPE handedness AS ENUM ('left', 'right', 'switch');
CREATE TYPE official_position AS ENUM ('plate', 'first_base', 'third_base', 'scorer');
CREATE TYPE pitching_decision AS ENUM ('win', 'loss', 'save');
CREATE TYPE inning_half AS ENUM ('top', 'bottom');
CREATE TYPE document_kind AS ENUM ('liability_waiver', 'birth_certificate', 'medical_clearance', 'photo_consent');

-- ------------------------------------------------------------------------------------------------
-- Request context
-- ------------------------------------------------------------------------------------------------

CREATE FUNCTION current_account_id() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.account_id', true), '')::bigint $$;
COMMENT ON FUNCTION current_account_id() IS 'The account of this request; null outside a request, and null matches no row';

CREATE FUNCTION current_user_id() RETURNS bigint
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT nullif(current_setting('app.user_id', true), '')::bigint $$;

CREATE FUNCTION set_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$;

-- ------------------------------------------------------------------------------------------------
-- Accounts and people who sign in
-- ------------------------------------------------------------------------------------------------

CREATE TABLE accounts (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name         text NOT NULL,
    slug         citext NOT NULL,
    time_zone    time_zone_name NOT NULL,
    locale       text NOT NULL DEFAULT 'en-US',
    logo_file_id bigint,
    suspended_at timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT accounts_slug_key UNIQUE (slug),
    CONSTRAINT accounts_name_present CHECK (btrim(name) <> '')
);
COMMENT ON TABLE accounts IS 'A club, a parks department or a league office: the tenant everything else belongs to';
COMMENT ON COLUMN accounts.slug IS 'Host name below example.com under which the public site answers';

CREATE TABLE users (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email           email_address NOT NULL,
    name            text NOT NULL,
    password_hash   text,
    last_sign_in_at timestamptz,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT users_email_key UNIQUE (email)
);
COMMENT ON TABLE users IS 'Somebody who can sign in; one login serves several accounts, so there is no account_id here';
COMMENT ON COLUMN users.password_hash IS 'Argon2id; null when the person signs in with a link sent by mail';

CREATE TABLE account_members (
    account_id      bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    user_id         bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role            member_role NOT NULL,
    certified_until date,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, user_id)
);
COMMENT ON COLUMN account_members.certified_until IS 'Last day of an umpire''s certification; null for everybody else';
CREATE INDEX idx_account_members_user_id ON account_members (user_id);

CREATE TABLE account_settings (
    account_id bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name       text NOT NULL,
    value      text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, name)
);

-- ------------------------------------------------------------------------------------------------
-- Files: what the object store holds is described here, never held here
-- ------------------------------------------------------------------------------------------------

CREATE TABLE files (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id   bigint NOT NULL REFERENCES accounts (id) ON DELETE RESTRICT,
    bucket       text NOT NULL,
    object_key   object_key NOT NULL,
    content_type text NOT NULL,
    byte_size    bigint NOT NULL,
    sha256       bytea NOT NULL,
    uploaded_by  bigint REFERENCES users (id) ON DELETE SET NULL,
    deleted_at   timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT files_account_id_id_key UNIQUE (account_id, id),
    CONSTRAINT files_bucket_object_key_key UNIQUE (bucket, object_key),
    CONSTRAINT files_byte_size_positive CHECK (byte_size > 0),
    CONSTRAINT files_sha256_length CHECK (octet_length(sha256) = 32)
);
COMMENT ON TABLE files IS 'An object in the file store: logo, team photo, signed waiver, birth certificate';
COMMENT ON COLUMN files.deleted_at IS 'Set when the row is let go; the object follows within 24 hours';
CREATE INDEX idx_files_uploaded_by ON files (uploaded_by);

ALTER TABLE accounts
    ADD CONSTRAINT accounts_logo_file_id_fkey FOREIGN KEY (id, logo_file_id)
        REFERENCES files (account_id, id) ON DELETE SET NULL (logo_file_id);

-- ------------------------------------------------------------------------------------------------
-- Places
-- ------------------------------------------------------------------------------------------------

CREATE TABLE venues (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id  bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name        text NOT NULL,
    street      text,
    city        text NOT NULL,
    region      text,
    country     char(2) NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    time_zone   time_zone_name NOT NULL,
    latitude    numeric(9, 6) CHECK (latitude BETWEEN -90 AND 90),
    longitude   numeric(9, 6) CHECK (longitude BETWEEN -180 AND 180),
    deleted_at  timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT venues_account_id_id_key UNIQUE (account_id, id),
    CONSTRAINT venues_coordinates_both CHECK (num_nonnulls(latitude, longitude) IN (0, 2))
);
COMMENT ON TABLE venues IS 'A park or sports ground; decides in which time zone its games are announced';

CREATE TABLE fields (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint NOT NULL,
    venue_id   bigint NOT NULL,
    name       text NOT NULL,
    has_lights boolean NOT NULL DEFAULT false,
    CONSTRAINT fields_account_id_id_key UNIQUE (account_id, id),
    CONSTRAINT fields_account_id_venue_id_name_key UNIQUE (account_id, venue_id, name),
    CONSTRAINT fields_account_id_venue_id_fkey FOREIGN KEY (account_id, venue_id)
        REFERENCES venues (account_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE fields IS 'One diamond of a venue: the thing that can be booked once at a time';

-- ------------------------------------------------------------------------------------------------
-- Leagues, seasons, divisions, teams
-- ------------------------------------------------------------------------------------------------

CREATE TABLE leagues (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id      bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    name            text NOT NULL,
    sport           sport NOT NULL,
    innings         smallint NOT NULL DEFAULT 7 CHECK (innings BETWEEN 3 AND 9),
    mercy_rule_runs smallint CHECK (mercy_rule_runs > 0),
    min_age         smallint,
    max_age         smallint,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT leagues_account_id_id_key UNIQUE (account_id, id),
    CONSTRAINT leagues_account_id_name_key UNIQUE (account_id, name),
    CONSTRAINT leagues_ages_ordered CHECK (min_age <= max_age)
);
COMMENT ON COLUMN leagues.mercy_rule_runs IS 'Lead that ends a game early; null when games are always played out';

CREATE TABLE seasons (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id   bigint NOT NULL,
    league_id    bigint NOT NULL,
    name         text NOT NULL,
    runs         daterange NOT NULL,
    registration daterange,
    status       season_status NOT NULL DEFAULT 'draft',
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT seasons_account_id_id_key UNIQUE (account_id, id),
    CONSTRAINT seasons_account_id_league_id_name_key UNIQUE (account_id, league_id, name),
    CONSTRAINT seasons_account_id_league_id_fkey FOREIGN KEY (account_id, league_id)
        REFERENCES leagues (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT seasons_runs_bounded CHECK (NOT isempty(runs) AND NOT lower_inf(runs) AND NOT upper_inf(runs)),
    CONSTRAINT seasons_do_not_overlap EXCLUDE USING gist (account_id WITH =, league_id WITH =, runs WITH &&)
);
COMMENT ON TABLE seasons IS 'A span of days in which a league plays; the seasons of one league never overlap';
COMMENT ON COLUMN seasons.runs IS 'First to last playing day in the league''s own calendar, playoffs included';
COMMENT ON COLUMN seasons.registration IS 'Days on which players may register; null for seasons filled by hand';

CREATE TABLE divisions (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint NOT NULL,
    season_id  bigint NOT NULL,
    name       text NOT NULL,
    position   smallint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT divisions_account_id_season_id_id_key UNIQUE (account_id, season_id, id),
    CONSTRAINT divisions_account_id_season_id_name_key UNIQUE (account_id, season_id, name),
    CONSTRAINT divisions_account_id_season_id_fkey FOREIGN KEY (account_id, season_id)
        REFERENCES seasons (account_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE divisions IS 'The group of teams that is ranked together in one season';

CREATE TABLE teams (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id   bigint NOT NULL,
    league_id    bigint NOT NULL,
    name         text NOT NULL,
    short_name   varchar(12),
    logo_file_id bigint,
    deleted_at   timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT teams_account_id_id_key UNIQUE (account_id, id),
    CONSTRAINT teams_account_id_league_id_fkey FOREIGN KEY (account_id, league_id)
        REFERENCES leagues (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT teams_account_id_logo_file_id_fkey FOREIGN KEY (account_id, logo_file_id)
        REFERENCES files (account_id, id) ON DELETE SET NULL (logo_file_id)
);
COMMENT ON TABLE teams IS 'A team as it lives on from season to season; what it does in one season hangs on team_entries';
CREATE UNIQUE INDEX idx_teams_account_id_league_id_name ON teams (account_id, league_id, name) WHERE deleted_at IS NULL;
CREATE INDEX idx_teams_account_id_league_id ON teams (account_id, league_id);
CREATE INDEX idx_teams_account_id_logo_file_id ON teams (account_id, logo_file_id) WHERE logo_file_id IS NOT NULL;

CREATE TABLE team_entries (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id   bigint NOT NULL,
    season_id    bigint NOT NULL,
    division_id  bigint NOT NULL,
    team_id      bigint NOT NULL,
    roster_size  smallint NOT NULL DEFAULT 0,
    withdrawn_on date,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT team_entries_account_id_id_key UNIQUE (account_id, id),
    CONSTRAINT team_entries_account_id_season_id_id_key UNIQUE (account_id, season_id, id),
    CONSTRAINT team_entries_account_id_season_id_team_id_key UNIQUE (account_id, season_id, team_id),
    CONSTRAINT team_entries_account_id_season_id_division_id_fkey FOREIGN KEY (account_id, season_id, division_id)
        REFERENCES divisions (account_id, season_id, id) ON DELETE RESTRICT,
    CONSTRAINT team_entries_account_id_team_id_fkey FOREIGN KEY (account_id, team_id)
        REFERENCES teams (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT team_entries_roster_size_not_negative CHECK (roster_size >= 0)
);
COMMENT ON TABLE team_entries IS 'A team entered for a season, in the division it plays in';
COMMENT ON COLUMN team_entries.roster_size IS 'Players on the roster today; kept by trigger, read on every schedule page';
CREATE INDEX idx_team_entries_account_id_season_id_division_id ON team_entries (account_id, season_id, division_id);
CREATE INDEX idx_team_entries_account_id_team_id ON team_entries (account_id, team_id);

-- ------------------------------------------------------------------------------------------------
-- Players, their guardians and papers
-- ------------------------------------------------------------------------------------------------

CREATE TABLE players (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id        bigint NOT NULL REFERENCES accounts (id) ON DELETE RESTRICT,
    user_id           bigint REFERENCES users (id) ON DELETE SET NULL,
    given_name        text NOT NULL,
    family_name       text NOT NULL,
    birth_date        date NOT NULL CHECK (birth_date > '1900-01-01'),
    bats              handedness,
    throws            handedness CHECK (throws <> 'switch'),
    email             email_address,
    phone             text,
    emergency_contact text,
    medical_notes     bytea,
    photo_file_id     bigint,
    deleted_at        timestamptz,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT players_account_id_id_key UNIQUE (account_id, id),
    CONSTRAINT players_account_id_photo_file_id_fkey FOREIGN KEY (account_id, photo_file_id)
        REFERENCES files (account_id, id) ON DELETE SET NULL (photo_file_id)
);
COMMENT ON TABLE players IS 'A person who plays, adult or child, once per account; most have no login of their own';
COMMENT ON COLUMN players.user_id IS 'Login of an adult player; children are reached through guardians';
COMMENT ON COLUMN players.medical_notes IS 'Allergies and conditions, encrypted by the application (AES-256-GCM, key per account)';
CREATE INDEX idx_players_account_id ON players (account_id);
CREATE INDEX idx_players_account_id_family_name_given_name ON players (account_id, family_name, given_name);
CREATE INDEX idx_players_user_id ON players (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX idx_players_account_id_photo_file_id ON players (account_id, photo_file_id) WHERE photo_file_id IS NOT NULL;

CREATE TABLE guardians (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id   bigint NOT NULL,
    player_id    bigint NOT NULL,
    user_id      bigint,
    name         text NOT NULL,
    relationship text NOT NULL,
    email        email_address,
    phone        text,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT guardians_account_id_player_id_fkey FOREIGN KEY (account_id, player_id)
        REFERENCES players (account_id, id) ON DELETE CASCADE,
    CONSTRAINT guardians_reachable CHECK (num_nonnulls(email, phone) > 0)
);
COMMENT ON TABLE guardians IS 'An adult who answers for a player under 18';
CREATE INDEX idx_guardians_account_id_player_id ON guardians (account_id, player_id);

CREATE TABLE player_documents (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id  bigint NOT NULL,
    player_id   bigint NOT NULL,
    file_id     bigint NOT NULL,
    kind        document_kind NOT NULL,
    expires_on  date,
    verified_at timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT player_documents_account_id_file_id_key UNIQUE (account_id, file_id),
    CONSTRAINT player_documents_account_id_player_id_fkey FOREIGN KEY (account_id, player_id)
        REFERENCES players (account_id, id) ON DELETE CASCADE,
    CONSTRAINT player_documents_account_id_file_id_fkey FOREIGN KEY (account_id, file_id)
        REFERENCES files (account_id, id) ON DELETE RESTRICT
);
COMMENT ON COLUMN player_documents.verified_at IS 'When a registrar compared it with the original; it counts from then on';
CREATE INDEX idx_player_documents_account_id_player_id ON player_documents (account_id, player_id);

CREATE TABLE registrations (
    id                bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id        bigint NOT NULL,
    season_id         bigint NOT NULL,
    player_id         bigint NOT NULL,
    status            text NOT NULL DEFAULT 'submitted',
    amount_cents      integer NOT NULL DEFAULT 0 CHECK (amount_cents >= 0),
    currency          char(3) NOT NULL DEFAULT 'USD',
    payment_reference text,
    submitted_at      timestamptz NOT NULL DEFAULT now(),
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT registrations_account_id_season_id_player_id_key UNIQUE (account_id, season_id, player_id),
    CONSTRAINT registrations_account_id_season_id_fkey FOREIGN KEY (account_id, season_id)
        REFERENCES seasons (account_id, id),
    CONSTRAINT registrations_account_id_player_id_fkey FOREIGN KEY (account_id, player_id)
        REFERENCES players (account_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN registrations.payment_reference IS 'Identifier at the payment processor; card data never reaches this database';
CREATE INDEX idx_registrations_account_id_player_id ON registrations (account_id, player_id);

CREATE TABLE roster_entries (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id    bigint NOT NULL,
    season_id     bigint NOT NULL,
    team_entry_id bigint NOT NULL,
    player_id     bigint NOT NULL,
    jersey_number smallint CHECK (jersey_number BETWEEN 0 AND 99),
    on_roster     daterange NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT roster_entries_account_id_season_id_team_entry_id_fkey FOREIGN KEY (account_id, season_id, team_entry_id)
        REFERENCES team_entries (account_id, season_id, id) ON DELETE RESTRICT,
    CONSTRAINT roster_entries_account_id_player_id_fkey FOREIGN KEY (account_id, player_id)
        REFERENCES players (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT roster_entries_on_roster_starts CHECK (NOT isempty(on_roster) AND NOT lower_inf(on_roster)),
    CONSTRAINT roster_entries_one_team_at_a_time EXCLUDE USING gist
        (account_id WITH =, season_id WITH =, player_id WITH =, on_roster WITH &&)
);
COMMENT ON TABLE roster_entries IS 'A player on a team''s roster, with the days from joining to leaving';
COMMENT ON COLUMN roster_entries.on_roster IS 'Open at the end while the player is on the team; closed on a trade or release';
CREATE INDEX idx_roster_entries_account_id_season_id_team_entry_id ON roster_entries (account_id, season_id, team_entry_id);
CREATE INDEX idx_roster_entries_account_id_player_id ON roster_entries (account_id, player_id);

CREATE TABLE team_invitations (
    code          varchar(16) PRIMARY KEY,
    account_id    bigint NOT NULL,
    team_entry_id bigint NOT NULL,
    email         email_address NOT NULL,
    invited_by    bigint REFERENCES users (id) ON DELETE SET NULL,
    expires_at    timestamptz NOT NULL,
    accepted_at   timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT team_invitations_account_id_team_entry_id_fkey FOREIGN KEY (account_id, team_entry_id)
        REFERENCES team_entries (account_id, id) ON DELETE CASCADE
);
COMMENT ON TABLE team_invitations IS 'A code that lets its holder join a team; read before anybody has signed in';
CREATE INDEX idx_team_invitations_account_id_team_entry_id ON team_invitations (account_id, team_entry_id);
CREATE INDEX idx_team_invitations_invited_by ON team_invitations (invited_by);

-- ------------------------------------------------------------------------------------------------
-- Games
-- ------------------------------------------------------------------------------------------------

CREATE TABLE games (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id    bigint NOT NULL,
    season_id     bigint NOT NULL,
    home_entry_id bigint NOT NULL,
    away_entry_id bigint NOT NULL,
    field_id      bigint,
    share_key     uuid NOT NULL DEFAULT gen_random_uuid(),
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    time_zone     time_zone_name NOT NULL,
    slot          tstzrange GENERATED ALWAYS AS (tstzrange(starts_at, ends_at, '[)')) STORED,
    status        game_status NOT NULL DEFAULT 'scheduled',
    home_score    smallint CHECK (home_score >= 0),
    away_score    smallint CHECK (away_score >= 0),
    version       integer NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT games_account_id_id_key UNIQUE (account_id, id),
    CONSTRAINT games_share_key_key UNIQUE (share_key),
    CONSTRAINT games_account_id_season_id_home_entry_id_fkey FOREIGN KEY (account_id, season_id, home_entry_id)
        REFERENCES team_entries (account_id, season_id, id) ON DELETE RESTRICT,
    CONSTRAINT games_account_id_season_id_away_entry_id_fkey FOREIGN KEY (account_id, season_id, away_entry_id)
        REFERENCES team_entries (account_id, season_id, id) ON DELETE RESTRICT,
    CONSTRAINT games_account_id_field_id_fkey FOREIGN KEY (account_id, field_id)
        REFERENCES fields (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT games_two_teams CHECK (home_entry_id <> away_entry_id),
    CONSTRAINT games_length CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '12 hours'),
    CONSTRAINT games_result_has_score CHECK (status NOT IN ('final', 'forfeit') OR num_nonnulls(home_score, away_score) = 2),
    CONSTRAINT games_field_booked_once EXCLUDE USING gist (field_id WITH =, slot WITH &&)
        WHERE (status IN ('scheduled', 'in_progress', 'final'))
);
COMMENT ON TABLE games IS 'Two teams of one season at one time; the field may be open until the rain plan is settled';
COMMENT ON COLUMN games.time_zone IS 'Zone of the venue when the game was placed on its field';
COMMENT ON COLUMN games.slot IS 'Time for which the field is taken';
COMMENT ON COLUMN games.share_key IS 'Unguessable part of the public link to the live score';
COMMENT ON COLUMN games.version IS 'Raised by every edit; a scheduler who edits an old copy is told so';
CREATE INDEX idx_games_account_id_season_id_home_entry_id ON games (account_id, season_id, home_entry_id);
CREATE INDEX idx_games_account_id_season_id_away_entry_id ON games (account_id, season_id, away_entry_id);
CREATE INDEX idx_games_account_id_field_id ON games (account_id, field_id);
CREATE INDEX idx_games_account_id_starts_at ON games (account_id, starts_at);

CREATE TABLE game_officials (
    account_id  bigint NOT NULL,
    game_id     bigint NOT NULL,
    position    official_position NOT NULL,
    user_id     bigint NOT NULL,
    fee_cents   integer NOT NULL DEFAULT 0 CHECK (fee_cents >= 0),
    accepted_at timestamptz,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, game_id, position),
    CONSTRAINT game_officials_account_id_game_id_fkey FOREIGN KEY (account_id, game_id)
        REFERENCES games (account_id, id) ON DELETE CASCADE,
    CONSTRAINT game_officials_account_id_user_id_fkey FOREIGN KEY (account_id, user_id)
        REFERENCES account_members (account_id, user_id) ON DELETE RESTRICT
);
COMMENT ON TABLE game_officials IS 'Umpires and scorers assigned to a game, one for each position';
CREATE INDEX idx_game_officials_account_id_user_id ON game_officials (account_id, user_id);

-- ------------------------------------------------------------------------------------------------
-- Statistics
-- ------------------------------------------------------------------------------------------------

CREATE TABLE batting_lines (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id      bigint NOT NULL,
    game_id         bigint NOT NULL,
    team_entry_id   bigint NOT NULL,
    player_id       bigint NOT NULL,
    batting_order   smallint NOT NULL CHECK (batting_order BETWEEN 1 AND 30),
    at_bats         stat_count NOT NULL DEFAULT 0,
    runs            stat_count NOT NULL DEFAULT 0,
    hits            stat_count NOT NULL DEFAULT 0,
    doubles         stat_count NOT NULL DEFAULT 0,
    triples         stat_count NOT NULL DEFAULT 0,
    home_runs       stat_count NOT NULL DEFAULT 0,
    runs_batted_in  stat_count NOT NULL DEFAULT 0,
    walks           stat_count NOT NULL DEFAULT 0,
    strikeouts      stat_count NOT NULL DEFAULT 0,
    hit_by_pitch    stat_count NOT NULL DEFAULT 0,
    sacrifice_flies stat_count NOT NULL DEFAULT 0,
    stolen_bases    stat_count NOT NULL DEFAULT 0,
    total_bases     integer GENERATED ALWAYS AS (hits + doubles + 2 * triples + 3 * home_runs) STORED,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT batting_lines_account_id_game_id_player_id_key UNIQUE (account_id, game_id, player_id),
    CONSTRAINT batting_lines_account_id_game_id_fkey FOREIGN KEY (account_id, game_id)
        REFERENCES games (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT batting_lines_account_id_team_entry_id_fkey FOREIGN KEY (account_id, team_entry_id)
        REFERENCES team_entries (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT batting_lines_account_id_player_id_fkey FOREIGN KEY (account_id, player_id)
        REFERENCES players (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT batting_lines_hits_add_up CHECK (hits <= at_bats AND doubles + triples + home_runs <= hits)
);
COMMENT ON TABLE batting_lines IS 'What one player did at bat in one game; official once the game is final';
COMMENT ON COLUMN batting_lines.total_bases IS 'One for a single up to four for a home run; numerator of the slugging average';
CREATE INDEX idx_batting_lines_account_id_player_id ON batting_lines (account_id, player_id);
CREATE INDEX idx_batting_lines_account_id_team_entry_id ON batting_lines (account_id, team_entry_id);

CREATE TABLE pitching_lines (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id      bigint NOT NULL,
    game_id         bigint NOT NULL,
    team_entry_id   bigint NOT NULL,
    player_id       bigint NOT NULL,
    outs_recorded   stat_count NOT NULL DEFAULT 0,
    hits_allowed    stat_count NOT NULL DEFAULT 0,
    runs_allowed    stat_count NOT NULL DEFAULT 0,
    earned_runs     stat_count NOT NULL DEFAULT 0,
    walks           stat_count NOT NULL DEFAULT 0,
    strikeouts      stat_count NOT NULL DEFAULT 0,
    pitches_thrown  smallint CHECK (pitches_thrown BETWEEN 0 AND 250),
    decision        pitching_decision,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT pitching_lines_account_id_game_id_player_id_key UNIQUE (account_id, game_id, player_id),
    CONSTRAINT pitching_lines_account_id_game_id_fkey FOREIGN KEY (account_id, game_id)
        REFERENCES games (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT pitching_lines_account_id_team_entry_id_fkey FOREIGN KEY (account_id, team_entry_id)
        REFERENCES team_entries (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT pitching_lines_account_id_player_id_fkey FOREIGN KEY (account_id, player_id)
        REFERENCES players (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT pitching_lines_earned_within_allowed CHECK (earned_runs <= runs_allowed)
);
COMMENT ON COLUMN pitching_lines.outs_recorded IS 'Three to the inning: 16 outs read as 5.1 innings';
COMMENT ON COLUMN pitching_lines.pitches_thrown IS 'Counted only where the league limits young arms';
CREATE INDEX idx_pitching_lines_account_id_player_id ON pitching_lines (account_id, player_id);
CREATE INDEX idx_pitching_lines_account_id_team_entry_id ON pitching_lines (account_id, team_entry_id);

CREATE TABLE play_types (
    id                    smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code                  text NOT NULL CHECK (code ~ '^[A-Z0-9]{1,4}$'),
    name                  text NOT NULL,
    is_at_bat             boolean NOT NULL,
    ends_plate_appearance boolean NOT NULL,
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT play_types_code_key UNIQUE (code),
    CONSTRAINT play_types_at_bat_ends CHECK (ends_plate_appearance OR NOT is_at_bat)
);
COMMENT ON TABLE play_types IS 'The scorekeeper''s vocabulary, the same for every account';

CREATE TABLE play_events (
    id           bigint GENERATED ALWAYS AS IDENTITY,
    account_id   bigint NOT NULL,
    game_id      bigint NOT NULL,
    sequence     integer NOT NULL CHECK (sequence > 0),
    inning       smallint NOT NULL CHECK (inning BETWEEN 1 AND 30),
    half         inning_half NOT NULL,
    play_type_id smallint NOT NULL,
    batter_id    bigint NOT NULL,
    pitcher_id   bigint NOT NULL,
    runs_scored  smallint NOT NULL DEFAULT 0 CHECK (runs_scored BETWEEN 0 AND 4),
    outs_after   smallint NOT NULL CHECK (outs_after BETWEEN 0 AND 3),
    detail       jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(detail) = 'object'),
    occurred_at  timestamptz NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, occurred_at),
    CONSTRAINT play_events_account_id_game_id_sequence_key UNIQUE (account_id, game_id, sequence, occurred_at),
    CONSTRAINT play_events_account_id_game_id_fkey FOREIGN KEY (account_id, game_id)
        REFERENCES games (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT play_events_play_type_id_fkey FOREIGN KEY (play_type_id)
        REFERENCES play_types (id) ON DELETE RESTRICT,
    CONSTRAINT play_events_account_id_batter_id_fkey FOREIGN KEY (account_id, batter_id)
        REFERENCES players (account_id, id) ON DELETE RESTRICT,
    CONSTRAINT play_events_account_id_pitcher_id_fkey FOREIGN KEY (account_id, pitcher_id)
        REFERENCES players (account_id, id) ON DELETE RESTRICT
) PARTITION BY RANGE (occurred_at);
COMMENT ON TABLE play_events IS 'One play as the scorer tapped it, in playing order; never edited, only followed by a correcting play';
COMMENT ON COLUMN play_events.occurred_at IS 'Clock of the scorer''s tablet when the play ended; created_at: when it arrived';
COMMENT ON COLUMN play_events.detail IS 'Where the ball went, who touched it, which runners moved';
CREATE INDEX idx_play_events_account_id_batter_id ON play_events (account_id, batter_id);
CREATE INDEX idx_play_events_play_type_id ON play_events (play_type_id);

CREATE TABLE play_events_2025_h2 PARTITION OF play_events
    FOR VALUES FROM ('2025-07-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');
CREATE TABLE play_events_2026_h1 PARTITION OF play_events
    FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-07-01 00:00:00+00');
CREATE TABLE play_events_2026_h2 PARTITION OF play_events
    FOR VALUES FROM ('2026-07-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');
CREATE TABLE play_events_default PARTITION OF play_events DEFAULT;

-- ------------------------------------------------------------------------------------------------
-- News of an account
-- ------------------------------------------------------------------------------------------------

CREATE TABLE announcements (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id   bigint NOT NULL,
    season_id    bigint,
    author_id    bigint REFERENCES users (id) ON DELETE SET NULL,
    title        text NOT NULL CHECK (length(title) <= 160),
    body         text NOT NULL,
    published_at timestamp,
    search       tsvector GENERATED ALWAYS AS (to_tsvector('english', title || ' ' || body)) STORED,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT announcements_account_id_fkey FOREIGN KEY (account_id)
        REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT announcements_account_id_season_id_fkey FOREIGN KEY (account_id, season_id)
        REFERENCES seasons (account_id, id) ON DELETE SET NULL (season_id)
);
COMMENT ON COLUMN announcements.season_id IS 'Null for news of the whole account';
CREATE INDEX idx_announcements_account_id_published_at ON announcements (account_id, published_at DESC);
CREATE INDEX idx_announcements_account_id_season_id ON announcements (account_id, season_id);
CREATE INDEX idx_announcements_author_id ON announcements (author_id);
CREATE INDEX idx_announcements_search ON announcements USING gin (search);

-- ------------------------------------------------------------------------------------------------
-- Audit of statistics
-- ------------------------------------------------------------------------------------------------

CREATE TABLE audit.row_changes (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    account_id bigint NOT NULL,
    table_name text NOT NULL,
    row_id     bigint NOT NULL,
    action     text NOT NULL CHECK (action IN ('INSERT', 'UPDATE', 'DELETE')),
    actor_id   bigint,
    old_row    jsonb,
    new_row    jsonb,
    changed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, changed_at),
    CONSTRAINT row_changes_has_image CHECK (num_nonnulls(old_row, new_row) > 0)
) PARTITION BY RANGE (changed_at);
COMMENT ON TABLE audit.row_changes IS 'Every change of a game or a statistic, with the row before and after';
COMMENT ON COLUMN audit.row_changes.actor_id IS 'users.id of who did it, no foreign key: the record outlives the person''s login';
CREATE INDEX idx_row_changes_account_id_table_name_row_id_changed_at ON audit.row_changes (account_id, table_name, row_id, changed_at);

CREATE TABLE audit.row_changes_2026_q2 PARTITION OF audit.row_changes
    FOR VALUES FROM ('2026-04-01 00:00:00+00') TO ('2026-07-01 00:00:00+00');
CREATE TABLE audit.row_changes_2026_q3 PARTITION OF audit.row_changes
    FOR VALUES FROM ('2026-07-01 00:00:00+00') TO ('2026-10-01 00:00:00+00');
CREATE TABLE audit.row_changes_2026_q4 PARTITION OF audit.row_changes
    FOR VALUES FROM ('2026-10-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');
CREATE TABLE audit.row_changes_default PARTITION OF audit.row_changes DEFAULT;

-- ------------------------------------------------------------------------------------------------
-- Functions and triggers
-- ------------------------------------------------------------------------------------------------

CREATE FUNCTION take_venue_time_zone() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.field_id IS NOT NULL THEN
        SELECT v.time_zone INTO STRICT NEW.time_zone
          FROM fields f
          JOIN venues v ON v.account_id = f.account_id AND v.id = f.venue_id
         WHERE f.account_id = NEW.account_id AND f.id = NEW.field_id;
    ELSIF NEW.time_zone IS NULL THEN
        SELECT a.time_zone INTO STRICT NEW.time_zone FROM accounts a WHERE a.id = NEW.account_id;
    END IF;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION take_venue_time_zone() IS 'A game is announced in the zone of its venue, without a field in that of the account';

CREATE FUNCTION raise_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.version := OLD.version + 1;
    RETURN NEW;
END
$$;

CREATE FUNCTION count_roster() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE team_entries e
       SET roster_size = (SELECT count(*)
                            FROM roster_entries r
                           WHERE r.account_id = e.account_id AND r.season_id = e.season_id
                             AND r.team_entry_id = e.id AND upper_inf(r.on_roster))
     WHERE e.account_id = coalesce(NEW.account_id, OLD.account_id)
       AND e.id IN (NEW.team_entry_id, OLD.team_entry_id);
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION count_roster() IS 'Keeps team_entries.roster_size; counts only players who have not left';

CREATE FUNCTION audit.record_row_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    AS $$
BEGIN
    INSERT INTO audit.row_changes (account_id, table_name, row_id, action, actor_id, old_row, new_row)
    VALUES (
        coalesce(NEW.account_id, OLD.account_id), TG_TABLE_NAME, coalesce(NEW.id, OLD.id), TG_OP,
        public.current_user_id(), to_jsonb(OLD), to_jsonb(NEW)
    );
    RETURN NULL;
END
$$;
ALTER FUNCTION audit.record_row_change() OWNER TO audit_writer;

CREATE TRIGGER accounts_updated_at BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER users_updated_at BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER account_members_updated_at BEFORE UPDATE ON account_members FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER account_settings_updated_at BEFORE UPDATE ON account_settings FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER files_updated_at BEFORE UPDATE ON files FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER venues_updated_at BEFORE UPDATE ON venues FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER leagues_updated_at BEFORE UPDATE ON leagues FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER seasons_updated_at BEFORE UPDATE ON seasons FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER divisions_updated_at BEFORE UPDATE ON divisions FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER teams_updated_at BEFORE UPDATE ON teams FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER team_entries_updated_at BEFORE UPDATE ON team_entries FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER players_updated_at BEFORE UPDATE ON players FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER guardians_updated_at BEFORE UPDATE ON guardians FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER player_documents_updated_at BEFORE UPDATE ON player_documents FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER registrations_updated_at BEFORE UPDATE ON registrations FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER roster_entries_updated_at BEFORE UPDATE ON roster_entries FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER team_invitations_updated_at BEFORE UPDATE ON team_invitations FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER games_updated_at BEFORE UPDATE ON games FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER game_officials_updated_at BEFORE UPDATE ON game_officials FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER batting_lines_updated_at BEFORE UPDATE ON batting_lines FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER pitching_lines_updated_at BEFORE UPDATE ON pitching_lines FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER play_types_updated_at BEFORE UPDATE ON play_types FOR EACH ROW EXECUTE FUNCTION set_updated_at();
CREATE TRIGGER announcements_updated_at BEFORE UPDATE ON announcements FOR EACH ROW EXECUTE FUNCTION set_updated_at();

CREATE TRIGGER games_time_zone BEFORE INSERT OR UPDATE OF field_id ON games
    FOR EACH ROW EXECUTE FUNCTION take_venue_time_zone();
CREATE TRIGGER games_version BEFORE UPDATE ON games
    FOR EACH ROW EXECUTE FUNCTION raise_version();
CREATE TRIGGER roster_entries_count AFTER INSERT OR UPDATE OR DELETE ON roster_entries
    FOR EACH ROW EXECUTE FUNCTION count_roster();

CREATE TRIGGER games_audit AFTER INSERT OR UPDATE OR DELETE ON games
    FOR EACH ROW EXECUTE FUNCTION audit.record_row_change();
CREATE TRIGGER batting_lines_audit AFTER INSERT OR UPDATE OR DELETE ON batting_lines
    FOR EACH ROW EXECUTE FUNCTION audit.record_row_change();
CREATE TRIGGER pitching_lines_audit AFTER INSERT OR UPDATE OR DELETE ON pitching_lines
    FOR EACH ROW EXECUTE FUNCTION audit.record_row_change();

-- ------------------------------------------------------------------------------------------------
-- Views
-- ------------------------------------------------------------------------------------------------

CREATE VIEW game_schedule WITH (security_invoker = true) AS
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
COMMENT ON VIEW game_schedule IS 'Games as people read them: team names, place, and the hour on the clock at the venue';

CREATE VIEW season_batting WITH (security_invoker = true) AS
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

CREATE MATERIALIZED VIEW standings AS
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
COMMENT ON MATERIALIZED VIEW standings IS 'Won, lost and tied of every team entry, all accounts; refreshed as a whole';
CREATE UNIQUE INDEX idx_standings_team_entry_id ON standings (team_entry_id);
CREATE INDEX idx_standings_account_id_division_id ON standings (account_id, division_id);
ALTER MATERIALIZED VIEW standings OWNER TO standings_refresher;

CREATE VIEW account_standings WITH (security_barrier = true) AS
SELECT s.account_id, s.season_id, s.division_id, s.team_entry_id, s.played, s.wins, s.losses, s.ties,
       s.runs_for, s.runs_against, s.win_share,
       rank() OVER (PARTITION BY s.division_id
                    ORDER BY s.win_share DESC NULLS LAST, s.runs_for - s.runs_against DESC) AS place
  FROM standings s
 WHERE s.account_id = current_account_id();
COMMENT ON VIEW account_standings IS 'The only way to standings: row security does not reach a materialised view';
ALTER VIEW account_standings OWNER TO standings_refresher;

CREATE FUNCTION refresh_standings() RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp
    AS $$
BEGIN
    REFRESH MATERIALIZED VIEW CONCURRENTLY standings;
END
$$;
ALTER FUNCTION refresh_standings() OWNER TO standings_refresher;
REVOKE EXECUTE ON FUNCTION refresh_standings() FROM PUBLIC;

-- ------------------------------------------------------------------------------------------------
-- Row security. Whoever asks outside an account sees nothing.
-- ------------------------------------------------------------------------------------------------

ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts FORCE ROW LEVEL SECURITY;
CREATE POLICY accounts_tenant ON accounts TO public_site, scorer, coach, league_admin
    USING (id = current_account_id()) WITH CHECK (id = current_account_id());
CREATE POLICY accounts_by_host ON accounts FOR SELECT TO sign_in USING (suspended_at IS NULL);
CREATE POLICY accounts_support ON accounts FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE account_members ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_members FORCE ROW LEVEL SECURITY;
CREATE POLICY account_members_tenant ON account_members TO scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY account_members_own ON account_members FOR SELECT TO sign_in USING (user_id = current_user_id());
CREATE POLICY account_members_support ON account_members FOR SELECT TO support_readonly USING (true);

ALTER TABLE users ENABLE ROW LEVEL SECURITY;
ALTER TABLE users FORCE ROW LEVEL SECURITY;
CREATE POLICY users_of_account ON users FOR SELECT TO scorer, coach, league_admin
    USING (EXISTS (SELECT 1 FROM account_members m WHERE m.account_id = current_account_id() AND m.user_id = users.id));
CREATE POLICY users_sign_in ON users TO sign_in USING (true) WITH CHECK (true);
CREATE POLICY users_support ON users FOR SELECT TO support_readonly USING (true);

ALTER TABLE account_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE account_settings FORCE ROW LEVEL SECURITY;
CREATE POLICY account_settings_tenant ON account_settings TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY account_settings_support ON account_settings FOR SELECT TO support_readonly USING (true);

ALTER TABLE files ENABLE ROW LEVEL SECURITY;
CREATE POLICY files_tenant ON files TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY files_support ON files FOR SELECT TO support_readonly USING (true);

ALTER TABLE venues ENABLE ROW LEVEL SECURITY;
ALTER TABLE venues FORCE ROW LEVEL SECURITY;
CREATE POLICY venues_tenant ON venues TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY venues_support ON venues FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE fields ENABLE ROW LEVEL SECURITY;
ALTER TABLE fields FORCE ROW LEVEL SECURITY;
CREATE POLICY fields_tenant ON fields TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY fields_support ON fields FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE leagues ENABLE ROW LEVEL SECURITY;
ALTER TABLE leagues FORCE ROW LEVEL SECURITY;
CREATE POLICY leagues_tenant ON leagues TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY leagues_support ON leagues FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE seasons ENABLE ROW LEVEL SECURITY;
ALTER TABLE seasons FORCE ROW LEVEL SECURITY;
CREATE POLICY seasons_tenant ON seasons TO scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY seasons_public ON seasons FOR SELECT TO public_site
    USING (account_id = current_account_id() AND status <> 'draft');
CREATE POLICY seasons_support ON seasons FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE divisions ENABLE ROW LEVEL SECURITY;
ALTER TABLE divisions FORCE ROW LEVEL SECURITY;
CREATE POLICY divisions_tenant ON divisions TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY divisions_support ON divisions FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE teams ENABLE ROW LEVEL SECURITY;
ALTER TABLE teams FORCE ROW LEVEL SECURITY;
CREATE POLICY teams_tenant ON teams TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY teams_support ON teams FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE team_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE team_entries FORCE ROW LEVEL SECURITY;
CREATE POLICY team_entries_tenant ON team_entries TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY team_entries_support ON team_entries FOR SELECT
    TO support_readonly, analytics_readonly, standings_refresher USING (true);

ALTER TABLE players ENABLE ROW LEVEL SECURITY;
ALTER TABLE players FORCE ROW LEVEL SECURITY;
CREATE POLICY players_tenant ON players TO scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY players_public ON players FOR SELECT TO public_site
    USING (account_id = current_account_id() AND deleted_at IS NULL);
CREATE POLICY players_own ON players FOR SELECT TO player_self
    USING (account_id = current_account_id() AND user_id = current_user_id());
CREATE POLICY players_own_update ON players FOR UPDATE TO player_self
    USING (account_id = current_account_id() AND user_id = current_user_id())
    WITH CHECK (account_id = current_account_id() AND user_id = current_user_id());
CREATE POLICY players_support ON players FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE guardians ENABLE ROW LEVEL SECURITY;
ALTER TABLE guardians FORCE ROW LEVEL SECURITY;
CREATE POLICY guardians_tenant ON guardians TO coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY guardians_support ON guardians FOR SELECT TO support_readonly USING (true);

ALTER TABLE player_documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE player_documents FORCE ROW LEVEL SECURITY;
CREATE POLICY player_documents_tenant ON player_documents TO coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY player_documents_not_for_coaches ON player_documents AS RESTRICTIVE FOR SELECT TO coach
    USING (kind IN ('liability_waiver', 'photo_consent'));
CREATE POLICY player_documents_support ON player_documents FOR SELECT TO support_readonly USING (true);

ALTER TABLE registrations ENABLE ROW LEVEL SECURITY;
ALTER TABLE registrations FORCE ROW LEVEL SECURITY;
CREATE POLICY registrations_tenant ON registrations TO league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY registrations_support ON registrations FOR SELECT TO support_readonly USING (true);

ALTER TABLE roster_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE roster_entries FORCE ROW LEVEL SECURITY;
CREATE POLICY roster_entries_tenant ON roster_entries TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY roster_entries_support ON roster_entries FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE games ENABLE ROW LEVEL SECURITY;
ALTER TABLE games FORCE ROW LEVEL SECURITY;
CREATE POLICY games_tenant ON games TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY games_support ON games FOR SELECT TO support_readonly, analytics_readonly, standings_refresher USING (true);

ALTER TABLE game_officials ENABLE ROW LEVEL SECURITY;
ALTER TABLE game_officials FORCE ROW LEVEL SECURITY;
CREATE POLICY game_officials_tenant ON game_officials TO scorer, coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY game_officials_support ON game_officials FOR SELECT TO support_readonly USING (true);

ALTER TABLE batting_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE batting_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY batting_lines_read ON batting_lines FOR SELECT TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id());
CREATE POLICY batting_lines_add ON batting_lines FOR INSERT TO scorer, league_admin
    WITH CHECK (account_id = current_account_id());
CREATE POLICY batting_lines_change ON batting_lines FOR UPDATE TO scorer, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY batting_lines_remove ON batting_lines FOR DELETE TO league_admin
    USING (account_id = current_account_id());
CREATE POLICY batting_lines_support ON batting_lines FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE pitching_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE pitching_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY pitching_lines_read ON pitching_lines FOR SELECT TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id());
CREATE POLICY pitching_lines_add ON pitching_lines FOR INSERT TO scorer, league_admin
    WITH CHECK (account_id = current_account_id());
CREATE POLICY pitching_lines_change ON pitching_lines FOR UPDATE TO scorer, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY pitching_lines_remove ON pitching_lines FOR DELETE TO league_admin
    USING (account_id = current_account_id());
CREATE POLICY pitching_lines_support ON pitching_lines FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE play_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE play_events FORCE ROW LEVEL SECURITY;
CREATE POLICY play_events_read ON play_events FOR SELECT TO public_site, scorer, coach, league_admin
    USING (account_id = current_account_id());
CREATE POLICY play_events_add ON play_events FOR INSERT TO scorer, league_admin
    WITH CHECK (account_id = current_account_id());
CREATE POLICY play_events_support ON play_events FOR SELECT TO support_readonly, analytics_readonly USING (true);

ALTER TABLE announcements ENABLE ROW LEVEL SECURITY;
ALTER TABLE announcements FORCE ROW LEVEL SECURITY;
CREATE POLICY announcements_tenant ON announcements TO coach, league_admin
    USING (account_id = current_account_id()) WITH CHECK (account_id = current_account_id());
CREATE POLICY announcements_public ON announcements FOR SELECT TO public_site, scorer
    USING (account_id = current_account_id() AND published_at <= now());
CREATE POLICY announcements_support ON announcements FOR SELECT TO support_readonly USING (true);

ALTER TABLE audit.row_changes ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit.row_changes FORCE ROW LEVEL SECURITY;
CREATE POLICY row_changes_read ON audit.row_changes FOR SELECT TO league_admin USING (account_id = current_account_id());
CREATE POLICY row_changes_write ON audit.row_changes FOR INSERT TO audit_writer WITH CHECK (true);
CREATE POLICY row_changes_support ON audit.row_changes FOR SELECT TO support_readonly USING (true);

-- ------------------------------------------------------------------------------------------------
-- Grants. Partitions get none: a query on a partition would pass by the policies of its table.
-- ------------------------------------------------------------------------------------------------

GRANT USAGE ON SCHEMA audit TO league_admin, support_readonly, audit_writer;

GRANT SELECT ON accounts, account_settings, files, venues, fields, leagues, seasons, divisions, teams, team_entries, roster_entries,
    games, batting_lines, pitching_lines, play_types, play_events, announcements, game_schedule, season_batting, account_standings
    TO public_site;
GRANT SELECT (id, account_id, given_name, family_name, bats, throws, photo_file_id, deleted_at) ON players TO public_site;

GRANT SELECT ON players TO player_self;
GRANT UPDATE (email, phone, emergency_contact, medical_notes) ON players TO player_self;

GRANT SELECT ON accounts, account_settings, account_members, files, venues, fields, leagues, seasons, divisions, teams, team_entries,
    roster_entries, games, game_officials, batting_lines, pitching_lines, play_types, play_events, announcements, game_schedule
    TO scorer;
GRANT SELECT (id, account_id, given_name, family_name, bats, throws, deleted_at) ON players TO scorer;
GRANT INSERT, UPDATE ON batting_lines, pitching_lines TO scorer;
GRANT INSERT ON play_events TO scorer;
GRANT UPDATE (status, home_score, away_score, ends_at) ON games TO scorer;

GRANT SELECT ON accounts, account_settings, account_members, files, venues, fields, leagues, seasons, divisions, teams, team_entries,
    players, guardians, player_documents, roster_entries, team_invitations, games, game_officials, batting_lines, pitching_lines,
    play_types, play_events, announcements, game_schedule, season_batting, account_standings
    TO coach;
GRANT INSERT, UPDATE ON announcements, team_invitations TO coach;
GRANT INSERT ON files TO coach;

GRANT SELECT, INSERT, UPDATE, DELETE ON account_settings, account_members, files, venues, fields, leagues, seasons, divisions, teams,
    team_entries, players, guardians, player_documents, registrations, roster_entries, team_invitations, games, game_officials,
    batting_lines, pitching_lines, announcements
    TO league_admin;
GRANT SELECT, UPDATE ON accounts TO league_admin;
GRANT SELECT, INSERT ON play_events TO league_admin;
GRANT SELECT ON play_types, audit.row_changes, game_schedule, season_batting, account_standings TO league_admin;
GRANT SELECT (id, email, name, last_sign_in_at) ON users TO scorer, coach, league_admin;

GRANT SELECT, INSERT, UPDATE ON users TO sign_in;
GRANT SELECT ON accounts, account_members TO sign_in;
GRANT SELECT, UPDATE ON team_invitations TO sign_in;

GRANT SELECT ON accounts, account_settings, account_members, files, venues, fields, leagues, seasons, divisions, teams, team_entries,
    guardians, player_documents, registrations, roster_entries, team_invitations, games, game_officials, batting_lines,
    pitching_lines, play_types, play_events, announcements, audit.row_changes, game_schedule, season_batting
    TO support_readonly;
GRANT SELECT (id, account_id, user_id, given_name, family_name, birth_date, bats, throws, email, phone, photo_file_id, deleted_at,
    created_at, updated_at) ON players TO support_readonly;
GRANT SELECT (id, email, name, last_sign_in_at, created_at) ON users TO support_readonly;

GRANT SELECT ON accounts, venues, fields, leagues, seasons, divisions, teams, team_entries, roster_entries, games, batting_lines,
    pitching_lines, play_types, play_events, season_batting
    TO analytics_readonly;
GRANT SELECT (id, account_id, birth_date, bats, throws, deleted_at, created_at) ON players TO analytics_readonly;

GRANT SELECT ON team_entries, games TO standings_refresher;
GRANT INSERT ON audit.row_changes TO audit_writer;
