CREATE ROLE support BYPASSRLS;
CREATE ROLE report;
CREATE TABLE countries (code text PRIMARY KEY);
ALTER TABLE countries ENABLE ROW LEVEL SECURITY;
CREATE POLICY everybody ON countries FOR SELECT USING (true);
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY support ON notes TO support USING (true);
CREATE POLICY report ON notes FOR SELECT TO report USING (true);
CREATE POLICY server ON notes TO service_role USING (true);
-- The restrictive policy holds what this one lets pass.
CREATE POLICY open ON notes USING (true);
CREATE POLICY floor ON notes AS RESTRICTIVE USING (shop_id = (SELECT nullif(current_setting('app.shop_id', true), '')::bigint));
-- Text that holds the word is no constant.
CREATE TABLE flags (id bigint PRIMARY KEY, value text NOT NULL, at date);
ALTER TABLE flags ENABLE ROW LEVEL SECURITY;
CREATE POLICY shown ON flags FOR UPDATE USING (value = 'true' OR at = '2026-01-01');
