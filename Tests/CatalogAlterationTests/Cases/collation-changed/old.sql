CREATE COLLATION public.names (provider = icu, locale = 'de');
CREATE DOMAIN public.label AS text COLLATE public.names;
CREATE TABLE public.people (
  id integer PRIMARY KEY,
  name text COLLATE public.names NOT NULL,
  title public.label,
  note text
);
CREATE INDEX people_name ON public.people (name);
CREATE INDEX people_note ON public.people (note COLLATE public.names);
CREATE VIEW public.named AS SELECT name FROM public.people;
COMMENT ON COLLATION public.names IS 'how names are sorted';
