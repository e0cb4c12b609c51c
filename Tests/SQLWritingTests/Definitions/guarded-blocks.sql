DO $$ BEGIN CREATE TYPE a AS ENUM ('x'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'b') THEN CREATE TYPE b AS ENUM ('y'); END IF; END $$;
DO $body$ BEGIN IF NOT EXISTS (SELECT FROM information_schema.columns WHERE table_name = 't') THEN CREATE TABLE t (id int, v a); END IF; END $body$ LANGUAGE plpgsql;
DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT pos CHECK (id > 0); EXCEPTION WHEN duplicate_object THEN RAISE NOTICE 'there'; END $$;
DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT pos CHECK (id > 0); EXCEPTION WHEN OTHERS THEN NULL; END $$;
DO $$ BEGIN IF EXISTS (SELECT 1 FROM pg_class WHERE relname = 't') THEN ALTER TABLE t RENAME COLUMN v TO w; END IF; END $$;
DO $$ BEGIN IF to_regclass('public.missing') IS NOT NULL THEN DROP TABLE missing; END IF; END $$;
DO $$ BEGIN IF to_regtype('c') IS NULL THEN CREATE TYPE c AS ENUM ('z'); END IF; END $$;
DO LANGUAGE plpgsql $$ BEGIN CREATE TABLE u (id int); CREATE INDEX ON u (id); END $$;
