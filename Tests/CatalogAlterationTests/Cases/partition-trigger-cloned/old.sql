CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE public.days (id integer NOT NULL, day date) PARTITION BY RANGE (day);
CREATE TABLE public.days_a PARTITION OF public.days FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE public.days_b PARTITION OF public.days FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE TRIGGER touch AFTER INSERT ON public.days FOR EACH ROW EXECUTE FUNCTION public.touch();
