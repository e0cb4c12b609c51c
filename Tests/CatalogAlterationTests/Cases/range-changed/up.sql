ALTER TYPE public.span RENAME TO span_old;
ALTER TYPE public.span_multirange RENAME TO span_multirange_old;
ALTER FUNCTION public.span(double precision, double precision) RENAME TO span_old;
ALTER FUNCTION public.span(double precision, double precision, text) RENAME TO span_old;
ALTER FUNCTION public.span_multirange() RENAME TO span_multirange_old;
ALTER FUNCTION public.span_multirange(public.span_old[]) RENAME TO span_multirange_old;
ALTER FUNCTION public.span_multirange(public.span_old) RENAME TO span_multirange_old;
CREATE TYPE public.span AS RANGE (subtype = numeric, multirange_type_name = public.several);
ALTER TABLE public.spans ALTER COLUMN span TYPE public.span USING span::text::public.span,
  ALTER COLUMN list TYPE public.span[] USING list::text[]::public.span[];
DROP TYPE public.span_old;
