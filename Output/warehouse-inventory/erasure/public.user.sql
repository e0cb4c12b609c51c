-- Forgets one row of user. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public."user" WHERE id = current_setting('erasure.subject')::text) THEN
    RAISE EXCEPTION 'there is no row user %', current_setting('erasure.subject');
  END IF;
END
$$;

-- account: the row goes
DELETE FROM public.account
WHERE user_id = current_setting('erasure.subject')::text;

-- session: the row stays, kept by the plan: ip_address 30 days
UPDATE public.session
SET token = 'erased-' || gen_random_uuid(),
  ip_address = NULL
WHERE user_id = current_setting('erasure.subject')::text;

-- user: the row stays
UPDATE public."user"
SET name = 'erased-' || gen_random_uuid(),
  email = 'erased-' || gen_random_uuid() || '@erased.invalid'
WHERE id = current_setting('erasure.subject')::text;

COMMIT;

