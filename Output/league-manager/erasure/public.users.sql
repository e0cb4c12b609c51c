-- Forgets one row of users. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.users WHERE id = current_setting('erasure.subject')::bigint) THEN
    RAISE EXCEPTION 'there is no row users %', current_setting('erasure.subject');
  END IF;
END
$$;

-- users: the row stays, kept by the plan: email 2 years, name 2 years
UPDATE public.users
SET email = 'erased-' || gen_random_uuid() || '@erased.invalid',
  name = 'erased-' || gen_random_uuid(),
  password_hash = NULL
WHERE id = current_setting('erasure.subject')::bigint;

COMMIT;

