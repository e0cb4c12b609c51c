ALTER TABLE {t} ADD COLUMN owner_{n} text;
CREATE ROLE reader_{n};
CREATE POLICY own_{n} ON {t} USING (owner_{n} = current_user);
ALTER TABLE {t} ENABLE ROW LEVEL SECURITY;
-- then
ALTER POLICY own_{n} ON {t} TO reader_{n} USING (owner_{n} = session_user) WITH CHECK (owner_{n} IS NOT NULL);
ALTER TABLE {t} FORCE ROW LEVEL SECURITY;
COMMENT ON POLICY own_{n} ON {t} IS 'their own';
-- then
DROP POLICY own_{n} ON {t};
CREATE POLICY own_{n} ON {t} AS RESTRICTIVE FOR UPDATE TO reader_{n} USING (owner_{n} IS NOT NULL);
-- then
ALTER TABLE {t} NO FORCE ROW LEVEL SECURITY;
ALTER TABLE {t} DISABLE ROW LEVEL SECURITY;
ALTER TABLE {t} ALTER COLUMN owner_{n} TYPE varchar(80);
