CREATE ROLE app_{n};
CREATE ROLE staff_{n} NOINHERIT;
CREATE SEQUENCE {s}.granted_{n};
CREATE FUNCTION {s}.granted_{n}(a integer) RETURNS integer LANGUAGE sql AS 'SELECT a';
CREATE TYPE {s}.granted_type_{n} AS ENUM ('a');
GRANT SELECT, INSERT ON {t} TO app_{n};
GRANT UPDATE ({id}) ON {t} TO app_{n};
REVOKE EXECUTE ON FUNCTION {s}.granted_{n}(integer) FROM PUBLIC;
-- then
GRANT SELECT ON {t} TO app_{n} WITH GRANT OPTION;
GRANT USAGE ON SEQUENCE {s}.granted_{n} TO app_{n}, staff_{n};
GRANT EXECUTE ON FUNCTION {s}.granted_{n}(integer) TO app_{n};
GRANT USAGE ON SCHEMA {s} TO staff_{n};
GRANT SELECT ({id}), UPDATE ({id}) ON {t} TO staff_{n};
-- then
REVOKE GRANT OPTION FOR SELECT ON {t} FROM app_{n};
REVOKE INSERT ON {t} FROM app_{n};
REVOKE UPDATE ({id}) ON {t} FROM app_{n};
GRANT USAGE ON TYPE {s}.granted_type_{n} TO staff_{n};
REVOKE USAGE ON TYPE {s}.granted_type_{n} FROM PUBLIC;
-- then
REVOKE SELECT ON {t} FROM app_{n};
GRANT SELECT ON {t} TO PUBLIC;
REVOKE USAGE ON SEQUENCE {s}.granted_{n} FROM staff_{n};
