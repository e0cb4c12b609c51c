DROP VIEW IF EXISTS public.named;
DROP INDEX IF EXISTS public.people_note;
ALTER COLLATION public.names RENAME TO names_old;
CREATE COLLATION public.names (locale = 'de', provider = 'icu');
ALTER DOMAIN public.label RENAME TO label_old;
CREATE DOMAIN public.label AS text COLLATE public.names;
ALTER TABLE public.people ALTER COLUMN name TYPE text COLLATE public.names,
  ALTER COLUMN title TYPE public.label USING title::text::public.label;
DROP DOMAIN public.label_old;
DROP COLLATION public.names_old;
CREATE INDEX IF NOT EXISTS people_note ON public.people (note COLLATE public.names);
CREATE VIEW public.named AS
SELECT name FROM public.people;
COMMENT ON COLLATION public.names IS 'how names are sorted';
