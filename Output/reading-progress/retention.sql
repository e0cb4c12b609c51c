-- sessions: kept 30 days from expires_at
UPDATE public.sessions
SET token = 'erased-' || gen_random_uuid(),
  ip_address = NULL
WHERE expires_at < now() - interval '30 days'
  AND (token NOT LIKE 'erased-%' OR ip_address IS NOT NULL);

-- verifications: kept 1 day from expires_at
UPDATE public.verifications
SET value = 'erased-' || gen_random_uuid()
WHERE expires_at < now() - interval '1 days'
  AND (value NOT LIKE 'erased-%');

-- invitations: kept 6 months from expires_at
UPDATE public.invitations
SET email = 'erased-' || gen_random_uuid() || '@erased.invalid',
  token_hash = decode(md5(gen_random_uuid()::text), 'hex')
WHERE expires_at < now() - interval '183 days';

-- certificates: kept 10 years from created_at
UPDATE public.certificates
SET holder_name = 'erased-' || gen_random_uuid()
WHERE created_at < now() - interval '3653 days'
  AND (holder_name NOT LIKE 'erased-%');

