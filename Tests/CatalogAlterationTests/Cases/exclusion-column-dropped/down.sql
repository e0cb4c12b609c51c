ALTER TABLE public.stays ADD COLUMN IF NOT EXISTS room integer;
ALTER TABLE public.stays ADD COLUMN IF NOT EXISTS departure integer;
ALTER TABLE public.stays ADD CONSTRAINT stays_apart EXCLUDE USING gist ((int4range(arrival, departure)) WITH &&) WHERE (room > 0);
