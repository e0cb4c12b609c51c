-- Forgets one row of players. In one session:
-- SET erasure.subject = '<id>'; then this file.

BEGIN;
SET LOCAL row_security = off;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.players WHERE id = current_setting('erasure.subject')::bigint) THEN
    RAISE EXCEPTION 'there is no row players %', current_setting('erasure.subject');
  END IF;
END
$$;

-- registrations: the row stays, kept by the plan: payment_reference 7 years
UPDATE public.registrations
SET payment_reference = NULL
WHERE player_id = current_setting('erasure.subject')::bigint;

-- guardians: the row stays, kept by the plan: name 2 years, email 2 years, phone 2 years
UPDATE public.guardians
SET name = 'erased-' || gen_random_uuid(),
  email = NULL,
  phone = NULL
WHERE player_id = current_setting('erasure.subject')::bigint;

-- players: the row stays, kept by the plan: given_name 10 years, family_name 10 years, birth_date 10 years, email 2 years, phone 2 years, medical_notes 1 year
UPDATE public.players
SET given_name = 'erased-' || gen_random_uuid(),
  family_name = 'erased-' || gen_random_uuid(),
  birth_date = DATE '1900-01-01',
  email = NULL,
  phone = NULL,
  medical_notes = NULL
WHERE id = current_setting('erasure.subject')::bigint;

COMMIT;

