CREATE SCHEMA app;
CREATE FUNCTION app.shop() RETURNS bigint LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('app.shop_id', true), '')::bigint $$;
CREATE FUNCTION app.root() RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE FUNCTION app.is_member(team bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN team > 0; END $$;
CREATE TABLE members (team_id bigint, login text, PRIMARY KEY (team_id, login));
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR SELECT USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint) OR shop_id = (SELECT app.shop()));
-- Worked out when the query is planned.
CREATE POLICY b ON notes FOR UPDATE USING (shop_id <> app.root() AND owner = lower('X') AND owner = current_user);
-- Needs the row.
CREATE POLICY c ON notes FOR DELETE USING (app.is_member(shop_id));
-- The list is made once.
CREATE POLICY d ON notes FOR INSERT WITH CHECK (shop_id IN (SELECT m.team_id FROM members m WHERE m.login = auth.uid()::text));
