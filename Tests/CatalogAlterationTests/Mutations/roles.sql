CREATE ROLE group_{n} NOLOGIN;
CREATE ROLE member_{n} NOLOGIN NOINHERIT;
GRANT group_{n} TO member_{n};
-- then
ALTER ROLE member_{n} INHERIT CREATEDB;
GRANT group_{n} TO member_{n} WITH ADMIN OPTION;
GRANT SELECT ON {t} TO group_{n};
-- then
REVOKE group_{n} FROM member_{n};
