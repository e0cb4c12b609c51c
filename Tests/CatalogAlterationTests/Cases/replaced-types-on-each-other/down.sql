ALTER DOMAIN public.known_step DROP CONSTRAINT IF EXISTS known_step_check;
ALTER DOMAIN public.known_step DROP DEFAULT;
ALTER TYPE public.step RENAME TO step_old;
CREATE TYPE public.step AS ENUM (
  'one',
  'two',
  'three'
);
ALTER DOMAIN public.known_step RENAME TO known_step_old;
CREATE DOMAIN public.known_step AS public.step DEFAULT 'one'
  CONSTRAINT known_step_check CHECK (value <> 'three');
ALTER TABLE public.jobs ALTER COLUMN step TYPE public.known_step USING step::text::public.known_step;
DROP DOMAIN public.known_step_old;
ALTER TABLE public.jobs ALTER COLUMN last TYPE public.step USING last::text::public.step;
DROP TYPE public.step_old;
