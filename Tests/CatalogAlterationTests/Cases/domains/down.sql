ALTER DOMAIN public.d DROP CONSTRAINT IF EXISTS later;
ALTER DOMAIN public.d DROP CONSTRAINT IF EXISTS d_check;
ALTER DOMAIN public.d DROP DEFAULT;
ALTER DOMAIN public.d RENAME TO d_old;
CREATE DOMAIN public.d AS text
  CONSTRAINT d_check CHECK (value <> '');
ALTER DOMAIN public.e RENAME TO e_old;
CREATE DOMAIN public.e AS integer;
ALTER TABLE public.t ALTER COLUMN a TYPE public.d USING a::text::public.d,
  ALTER COLUMN b TYPE public.e USING b::text::public.e;
DROP DOMAIN public.e_old;
ALTER TABLE public.t ALTER COLUMN c TYPE public.d[] USING c::text[]::public.d[];
DROP DOMAIN public.d_old;
