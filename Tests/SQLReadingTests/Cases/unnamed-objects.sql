-- Names PostgreSQL chooses: shortened to 63 bytes, numbered on collision.
CREATE TABLE account (
  id serial PRIMARY KEY,
  email text UNIQUE CHECK (email <> ''),
  age int CHECK (age > 0) CHECK (age < 200),
  low int,
  high int,
  CHECK (low < high),
  CHECK (low IS NOT NULL),
  UNIQUE (low, high),
  UNIQUE (high, low),
  UNIQUE (email)
);
CREATE TABLE a_table_with_a_name_that_is_rather_long_for_a_table_in_a_schema (
  a_column_with_a_name_that_is_rather_long bigserial,
  "größe_mit_umlauten_und_noch_viel_mehr_buchstaben_darin" int REFERENCES account,
  UNIQUE (a_column_with_a_name_that_is_rather_long, "größe_mit_umlauten_und_noch_viel_mehr_buchstaben_darin"),
  FOREIGN KEY ("größe_mit_umlauten_und_noch_viel_mehr_buchstaben_darin") REFERENCES account (id) ON DELETE CASCADE
);
CREATE INDEX ON account (lower(email));
CREATE INDEX ON account (lower(email), upper(email), (low + high), (high - low), low);
CREATE INDEX ON account (low) INCLUDE (high);
CREATE INDEX ON account (low, high);
CREATE INDEX ON account (low, high);
CREATE INDEX ON account ((email::varchar));
CREATE INDEX ON account ((coalesce(email, '')), (CASE WHEN low > 1 THEN high END));
CREATE INDEX ON account USING hash (email) WHERE age > 18;
CREATE TABLE account_low_key (id int);
CREATE TABLE account2_pkey (id int);
CREATE TABLE account2 (id int PRIMARY KEY, low int UNIQUE, EXCLUDE USING gist (int4range(id, low) WITH &&));
ALTER TABLE account2 ADD FOREIGN KEY (low) REFERENCES account, ADD FOREIGN KEY (low) REFERENCES account;
CREATE DOMAIN positive AS int CHECK (VALUE > 0) CHECK (VALUE < 100) CONSTRAINT even CHECK (VALUE % 2 = 0);
CREATE STATISTICS account_stat ON low, high FROM account;
