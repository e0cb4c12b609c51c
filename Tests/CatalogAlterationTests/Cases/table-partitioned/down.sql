LOCK TABLE public.readings, public.readings_2026, public.readings_rest IN ACCESS EXCLUSIVE MODE;
CREATE TABLE public.readings_old AS
SELECT id, day, value FROM ONLY public.readings_2026
UNION ALL SELECT id, day, value FROM ONLY public.readings_rest;
DROP VIEW IF EXISTS public.latest;
DROP TABLE IF EXISTS public.readings_rest;
DROP TABLE IF EXISTS public.readings_2026;
DROP TABLE IF EXISTS public.readings;
CREATE TABLE public.readings (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  day date NOT NULL,
  value text,
  CONSTRAINT readings_pkey PRIMARY KEY (id)
);
INSERT INTO public.readings (id, day, value) OVERRIDING SYSTEM VALUE
SELECT id, day, value FROM public.readings_old;
DROP TABLE public.readings_old;
SELECT setval(pg_get_serial_sequence('public.readings', 'id'), max(id)) FROM public.readings HAVING max(id) IS NOT NULL;
CREATE INDEX IF NOT EXISTS readings_value ON public.readings (value);
CREATE VIEW public.latest AS
SELECT id, day FROM public.readings;
CREATE TRIGGER touch
  BEFORE INSERT ON public.readings
  FOR EACH ROW EXECUTE FUNCTION public.touch();
