CREATE TYPE {s}.mood_{n} AS ENUM ('good', 'bad');
ALTER TABLE {t} ADD COLUMN mood_{n} {s}.mood_{n} DEFAULT 'good', ADD COLUMN moods_{n} {s}.mood_{n}[] DEFAULT '{good}';
CREATE INDEX mood_{n}_idx ON {t} (mood_{n}) WHERE mood_{n} = 'bad';
-- then
ALTER TYPE {s}.mood_{n} ADD VALUE 'best' BEFORE 'good';
ALTER TYPE {s}.mood_{n} ADD VALUE 'worst' AFTER 'bad';
COMMENT ON TYPE {s}.mood_{n} IS 'how it goes';
-- then
CREATE VIEW {s}.moody_{n} AS SELECT {id}, mood_{n} FROM {t} WHERE mood_{n} <> 'bad';
CREATE FUNCTION {s}.next_mood_{n}(m {s}.mood_{n}) RETURNS {s}.mood_{n} LANGUAGE sql IMMUTABLE AS $$ SELECT m $$;
-- then
ALTER TABLE {t} ALTER COLUMN mood_{n} SET DEFAULT 'best';
ALTER TABLE {t} ADD CONSTRAINT mood_{n}_check CHECK (mood_{n} <> 'worst' OR {id} IS NOT NULL);
