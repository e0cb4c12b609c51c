CREATE TABLE {s}.one_{n} (a integer CONSTRAINT shared_{n} UNIQUE, b integer);
CREATE TABLE {s}.two_{n} (a integer, b integer);
CREATE INDEX other_{n} ON {s}.two_{n} (b);
-- replaced
CREATE TABLE {s}.one_{n} (a integer, b integer);
CREATE TABLE {s}.two_{n} (a integer CONSTRAINT shared_{n} UNIQUE, b integer);
CREATE INDEX other_{n} ON {s}.one_{n} (b);
-- replaced
CREATE TABLE {s}.one_{n} (a integer, b integer CONSTRAINT other_{n} UNIQUE);
CREATE TABLE {s}.shared_{n} (a integer);
