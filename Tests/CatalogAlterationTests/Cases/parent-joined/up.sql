ALTER TABLE public.child INHERIT public.seen;
ALTER TABLE public.seen ADD COLUMN IF NOT EXISTS day date;
ALTER TABLE public.seen ADD CONSTRAINT seen_check CHECK (id > 0);
