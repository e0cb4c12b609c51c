-- Forgets one row of users. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.users WHERE id = current_setting('erasure.subject')::uuid) THEN
    RAISE EXCEPTION 'there is no row users %', current_setting('erasure.subject');
  END IF;
END
$$;

-- bookmarks: the row goes
DELETE FROM public.bookmarks
WHERE user_id = current_setting('erasure.subject')::uuid;

-- certificates: the row stays, kept by the plan: holder_name 10 years
UPDATE public.certificates
SET holder_name = 'erased-' || gen_random_uuid()
WHERE user_id = current_setting('erasure.subject')::uuid;

-- reviews: the row goes
DELETE FROM public.reviews
WHERE user_id = current_setting('erasure.subject')::uuid;

-- accounts: the row goes
DELETE FROM public.accounts
WHERE user_id = current_setting('erasure.subject')::uuid;

-- sessions: the row stays, kept by the plan: token 30 days, ip_address 30 days
UPDATE public.sessions
SET token = 'erased-' || gen_random_uuid(),
  ip_address = NULL
WHERE user_id = current_setting('erasure.subject')::uuid;

-- memberships: the row goes
DELETE FROM public.memberships
WHERE user_id = current_setting('erasure.subject')::uuid;

-- users: the row stays
UPDATE public.users
SET email = 'erased-' || gen_random_uuid() || '@erased.invalid',
  name = 'erased-' || gen_random_uuid(),
  image = NULL
WHERE id = current_setting('erasure.subject')::uuid;

COMMIT;

