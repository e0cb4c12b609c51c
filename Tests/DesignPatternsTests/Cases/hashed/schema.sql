CREATE TABLE accounts (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE contacts (
  id bigint GENERATED ALWAYS AS IDENTITY,
  account_id bigint NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  email text NOT NULL CHECK (email <> ''),
  full_name text NOT NULL,
  email_length integer GENERATED ALWAYS AS (length(email)) STORED,
  PRIMARY KEY (id),
  UNIQUE (account_id, email)
) WITH (fillfactor = 90);
CREATE INDEX contacts_account_id_full_name ON contacts (account_id, full_name);
CREATE VIEW contact_counts AS SELECT account_id, count(*) AS contacts FROM contacts GROUP BY account_id;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER contacts_touch BEFORE UPDATE ON contacts FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE contacts ENABLE ROW LEVEL SECURITY;
CREATE POLICY contacts_all ON contacts USING (true);
CREATE ROLE contact_reader NOLOGIN;
GRANT SELECT, INSERT ON contacts TO contact_reader;
-- Its twin, which is asked for by number.
CREATE TABLE letters (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  body text NOT NULL
);
CREATE INDEX letters_account_id ON letters (account_id);
-- And one whose e-mail address has to be unique wherever it lies.
CREATE TABLE logins (
  id bigint PRIMARY KEY,
  account_id bigint NOT NULL REFERENCES accounts (id),
  email text NOT NULL UNIQUE
);
CREATE INDEX logins_account_id ON logins (account_id);
