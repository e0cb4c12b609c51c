ALTER DOMAIN public.d DROP CONSTRAINT IF EXISTS d_check;
ALTER DOMAIN public.d RENAME TO d_old;
CREATE DOMAIN public.d AS text DEFAULT 'x' NOT NULL
  CONSTRAINT d_check CHECK (value <> 'y');
ALTER DOMAIN public.e RENAME TO e_old;
CREATE DOMAIN public.e AS bigint;
ALTER DOMAIN public.d ADD CONSTRAINT later CHECK (length(value) < 10) NOT VALID;
ALTER TABLE public.t ALTER COLUMN a TYPE public.d USING a::text::public.d,
  ALTER COLUMN b TYPE public.e USING b::text::public.e;
DROP DOMAIN public.e_old;
ALTER TABLE public.t ALTER COLUMN c TYPE public.d[] USING c::text[]::public.d[];
DROP DOMAIN public.d_old;
