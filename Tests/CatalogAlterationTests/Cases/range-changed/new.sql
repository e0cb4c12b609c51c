CREATE TYPE public.span AS RANGE (subtype = numeric, multirange_type_name = public.several);
CREATE TABLE public.spans (id integer PRIMARY KEY, span public.span, list public.span[]);
CREATE INDEX spans_span ON public.spans USING gist (span);
