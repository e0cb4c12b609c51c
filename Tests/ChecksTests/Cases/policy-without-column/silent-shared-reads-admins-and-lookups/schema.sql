CREATE TABLE admins (login text PRIMARY KEY);
CREATE FUNCTION is_admin() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT current_setting('app.admin', true) = 'on' $$;
CREATE TABLE countries (code text PRIMARY KEY);
ALTER TABLE countries ENABLE ROW LEVEL SECURITY;
CREATE POLICY members ON countries FOR SELECT USING (auth.role() = 'authenticated');
CREATE POLICY admins ON countries FOR UPDATE USING ((SELECT is_admin()));
CREATE POLICY listed ON countries FOR DELETE USING (EXISTS (SELECT FROM admins WHERE login = current_user));
CREATE POLICY boss ON countries FOR INSERT WITH CHECK ((SELECT current_setting('app.role', true)) = 'boss');
