CREATE ROLE clerk;
CREATE TABLE members (team_id bigint, login text, PRIMARY KEY (team_id, login));
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes TO clerk USING (shop_id IN (SELECT m.team_id FROM members m WHERE m.login = current_user));
CREATE ROLE admin;
GRANT SELECT ON members TO clerk;
GRANT INSERT ON members TO admin;
