-- Blocks that only guard DDL are read; anything that has to run is not.
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
    CREATE TYPE mood AS ENUM ('blue', 'ok');
  END IF;
END $$;
DO $$ BEGIN CREATE TYPE mood AS ENUM ('other'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
CREATE TABLE person (id int PRIMARY KEY, old_name text, feeling mood);
DO LANGUAGE plpgsql $code$
BEGIN
  -- a comment; with a semicolon
  IF EXISTS (SELECT FROM information_schema.columns WHERE column_name = 'old_name') THEN
    ALTER TABLE person RENAME COLUMN old_name TO name;
  END IF;
  IF EXISTS (SELECT FROM pg_constraint WHERE conname = 'gone') THEN
    ALTER TABLE person DROP CONSTRAINT gone;
  END IF;
  RAISE NOTICE 'done';
END
$code$;
DO $$ BEGIN IF EXISTS (SELECT FROM person) THEN CREATE TABLE depends_on_data (id int); END IF; END $$;
DO $$ DECLARE n int; BEGIN CREATE TABLE has_variables (id int); END $$;
DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_class) THEN CREATE TABLE a (id int); ELSE CREATE TABLE b (id int); END IF; END $$;
