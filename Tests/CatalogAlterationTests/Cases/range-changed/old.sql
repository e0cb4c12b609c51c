CREATE TYPE public.span AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TABLE public.spans (id integer PRIMARY KEY, span public.span, list public.span[]);
CREATE INDEX spans_span ON public.spans USING gist (span);
