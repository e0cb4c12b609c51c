CREATE TABLE members (team_id bigint, login text, PRIMARY KEY (team_id, login));
ALTER TABLE members ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON members USING (team_id IN (SELECT m.team_id FROM members m WHERE m.login = current_user));
CREATE TABLE teams (id bigint PRIMARY KEY, owner text);
CREATE TABLE seats (team_id bigint, login text);
ALTER TABLE teams ENABLE ROW LEVEL SECURITY;
ALTER TABLE seats ENABLE ROW LEVEL SECURITY;
CREATE POLICY seated ON teams FOR SELECT USING (id IN (SELECT s.team_id FROM seats s WHERE s.login = current_user));
CREATE POLICY owned ON seats FOR SELECT USING (team_id IN (SELECT t.id FROM teams t WHERE t.owner = current_user));
