-- Puts the key of certificates (enrollment_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.certificates'::regclass AND conname = 'certificates_enrollment_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.certificates DROP CONSTRAINT IF EXISTS certificates_enrollment_id_fkey;
    ALTER TABLE public.certificates RENAME CONSTRAINT certificates_enrollment_id_fkey_tenant TO certificates_enrollment_id_fkey;
  END IF;
END
$$;
COMMIT;
