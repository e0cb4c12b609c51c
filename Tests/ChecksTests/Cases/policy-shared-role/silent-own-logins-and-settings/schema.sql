CREATE ROLE auditor;
CREATE TABLE notes (id bigint PRIMARY KEY, shop_id bigint NOT NULL, owner text NOT NULL, body text);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON notes FOR UPDATE USING (owner = (SELECT nullif(current_setting('app.login', true), '')));
CREATE POLICY theirs ON notes FOR SELECT TO auditor USING (owner = current_user);
