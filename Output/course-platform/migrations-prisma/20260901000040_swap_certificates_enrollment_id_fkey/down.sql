-- Back: Puts the key of certificates (enrollment_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.certificates'::regclass AND conname = 'certificates_enrollment_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.certificates RENAME CONSTRAINT certificates_enrollment_id_fkey TO certificates_enrollment_id_fkey_tenant;
    ALTER TABLE public.certificates ADD CONSTRAINT certificates_enrollment_id_fkey FOREIGN KEY (enrollment_id) REFERENCES public.enrollments (id) ON UPDATE CASCADE ON DELETE RESTRICT NOT VALID;
  END IF;
END
$$;
COMMIT;
