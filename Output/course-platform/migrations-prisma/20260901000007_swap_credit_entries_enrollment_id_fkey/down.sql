-- Back: Puts the key of credit_entries (enrollment_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.credit_entries'::regclass AND conname = 'credit_entries_enrollment_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.credit_entries RENAME CONSTRAINT credit_entries_enrollment_id_fkey TO credit_entries_enrollment_id_fkey_tenant;
    ALTER TABLE public.credit_entries ADD CONSTRAINT credit_entries_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES public.enrollments (id) ON UPDATE CASCADE ON DELETE SET NULL NOT VALID;
  END IF;
END
$$;
COMMIT;
