-- Puts the key of credit_entries (enrollment_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.credit_entries'::regclass AND conname = 'credit_entries_enrollment_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.credit_entries DROP CONSTRAINT IF EXISTS credit_entries_enrollment_id_fkey;
    ALTER TABLE public.credit_entries RENAME CONSTRAINT credit_entries_enrollment_id_fkey_tenant TO credit_entries_enrollment_id_fkey;
  END IF;
END
$$;
COMMIT;
