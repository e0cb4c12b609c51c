CREATE TABLE members (team_id bigint, login text, PRIMARY KEY (team_id, login));
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE FUNCTION my_teams() RETURNS SETOF bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS 'SELECT team_id FROM members WHERE login = session_user';
CREATE POLICY seen ON members FOR SELECT USING (login = current_user OR team_id IN (SELECT my_teams()));
CREATE TABLE teams (id bigint PRIMARY KEY, owner text);
ALTER TABLE teams ENABLE ROW LEVEL SECURITY;
-- Asks a table that does not ask back.
CREATE POLICY seated ON teams FOR SELECT USING (id IN (SELECT m.team_id FROM members m WHERE m.login = current_user));
-- A check that looks at rows which a plain policy passes.
CREATE TABLE seats (id bigint PRIMARY KEY, login text);
ALTER TABLE seats ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON seats FOR SELECT USING (login = current_user);
CREATE POLICY few ON seats FOR INSERT WITH CHECK ((SELECT count(*) FROM seats) < 5);
-- Off, so that nothing of it is read.
CREATE TABLE drafts (id bigint PRIMARY KEY);
CREATE POLICY own ON drafts USING (id IN (SELECT d.id FROM drafts d));
