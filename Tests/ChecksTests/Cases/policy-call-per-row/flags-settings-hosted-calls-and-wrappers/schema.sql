CREATE SCHEMA app;
CREATE FUNCTION app.shop() RETURNS bigint LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('app.shop_id', true), '')::bigint $$;
CREATE FUNCTION app.may() RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN RETURN true; END $$;
CREATE TABLE members (team_id bigint, login text, PRIMARY KEY (team_id, login));
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY a ON notes FOR SELECT USING (shop_id = nullif(current_setting('app.shop_id', true), '')::bigint);
CREATE POLICY b ON notes FOR UPDATE USING (shop_id = app.shop() AND owner = auth.uid()::text);
CREATE POLICY c ON notes FOR DELETE USING (app.may());
CREATE POLICY d ON notes FOR INSERT WITH CHECK (
  EXISTS (SELECT FROM members m WHERE m.team_id = notes.shop_id AND m.login = (auth.jwt() ->> 'email')));
