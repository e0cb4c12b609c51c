CREATE POLICY own ON customers USING (id = 1);
GRANT SELECT ON customers TO PUBLIC;
