LOCK TABLE public.readings IN ACCESS EXCLUSIVE MODE;
CREATE TABLE public.readings_old AS
SELECT id, day, value FROM ONLY public.readings;
DROP VIEW IF EXISTS public.latest;
DROP TABLE IF EXISTS public.readings;
CREATE TABLE public.readings (
  id bigint NOT NULL,
  day date NOT NULL,
  value integer,
  CONSTRAINT readings_pkey PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE TABLE public.readings_2026 PARTITION OF public.readings FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE TABLE public.readings_rest PARTITION OF public.readings DEFAULT;
INSERT INTO public.readings (id, day, value)
SELECT id, day, value::text::integer FROM public.readings_old;
DROP TABLE public.readings_old;
CREATE INDEX IF NOT EXISTS readings_value ON public.readings (value);
CREATE VIEW public.latest AS
SELECT id, day FROM public.readings;
CREATE TRIGGER touch
  BEFORE INSERT ON public.readings
  FOR EACH ROW EXECUTE FUNCTION public.touch();
