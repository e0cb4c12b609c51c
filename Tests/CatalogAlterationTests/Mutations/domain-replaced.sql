CREATE DOMAIN {s}.amount_{n} AS integer DEFAULT 3 CHECK (VALUE > 0);
CREATE TABLE {s}.paid_{n} (id integer PRIMARY KEY, amount {s}.amount_{n} NOT NULL, list {s}.amount_{n}[]);
CREATE INDEX paid_{n}_idx ON {s}.paid_{n} (amount);
-- replaced
CREATE DOMAIN {s}.amount_{n} AS bigint CHECK (VALUE > 0);
CREATE TABLE {s}.paid_{n} (id integer PRIMARY KEY, amount {s}.amount_{n} NOT NULL, list {s}.amount_{n}[]);
CREATE INDEX paid_{n}_idx ON {s}.paid_{n} (amount);
-- replaced
CREATE DOMAIN {s}.amount_{n} AS text COLLATE "C";
CREATE TABLE {s}.paid_{n} (id integer PRIMARY KEY, amount {s}.amount_{n}, list {s}.amount_{n}[]);
