ALTER TYPE public.span RENAME TO span_old;
ALTER TYPE public.several RENAME TO several_old;
ALTER FUNCTION public.span(numeric, numeric) RENAME TO span_old;
ALTER FUNCTION public.span(numeric, numeric, text) RENAME TO span_old;
ALTER FUNCTION public.several() RENAME TO several_old;
ALTER FUNCTION public.several(public.span_old[]) RENAME TO several_old;
ALTER FUNCTION public.several(public.span_old) RENAME TO several_old;
CREATE TYPE public.span AS RANGE (subtype = double precision, subtype_diff = float8mi);
ALTER TABLE public.spans ALTER COLUMN span TYPE public.span USING span::text::public.span,
  ALTER COLUMN list TYPE public.span[] USING list::text[]::public.span[];
DROP TYPE public.span_old;
