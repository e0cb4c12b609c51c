CREATE TABLE public.days (
  id bigint NOT NULL,
  day date NOT NULL,
  note text,
  CONSTRAINT days_pkey PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE TABLE public.days_a PARTITION OF public.days FOR VALUES FROM ('2026-01-01') TO ('2026-01-04');
CREATE TABLE public.days_b PARTITION OF public.days DEFAULT;
CREATE INDEX IF NOT EXISTS days_note_idx ON public.days (note);
