-- players: kept 10 years from deleted_at
UPDATE public.players
SET given_name = 'erased-' || gen_random_uuid(),
  family_name = 'erased-' || gen_random_uuid(),
  birth_date = DATE '1900-01-01'
WHERE deleted_at < now() - interval '3653 days'
  AND (given_name NOT LIKE 'erased-%' OR family_name NOT LIKE 'erased-%' OR birth_date <> DATE '1900-01-01');

-- players: kept 2 years from deleted_at
UPDATE public.players
SET email = NULL,
  phone = NULL
WHERE deleted_at < now() - interval '731 days'
  AND (email IS NOT NULL OR phone IS NOT NULL);

-- players: kept 1 year from deleted_at
UPDATE public.players
SET medical_notes = NULL
WHERE deleted_at < now() - interval '366 days'
  AND (medical_notes IS NOT NULL);

-- registrations: kept 7 years from created_at
UPDATE public.registrations
SET payment_reference = NULL
WHERE created_at < now() - interval '2557 days'
  AND (payment_reference IS NOT NULL);

-- team_invitations: kept 90 days from expires_at
UPDATE public.team_invitations
SET email = 'erased-' || gen_random_uuid() || '@erased.invalid'
WHERE expires_at < now() - interval '90 days'
  AND (email NOT LIKE 'erased-%');

