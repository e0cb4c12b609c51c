-- Puts the key of reviews (course_id) with the tenant in the old one's place.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DO $$
BEGIN
  IF EXISTS (
    SELECT FROM pg_catalog.pg_constraint
    WHERE conrelid = 'public.reviews'::regclass AND conname = 'reviews_course_id_fkey_tenant'
  ) THEN
    ALTER TABLE public.reviews DROP CONSTRAINT IF EXISTS reviews_course_id_fkey;
    ALTER TABLE public.reviews RENAME CONSTRAINT reviews_course_id_fkey_tenant TO reviews_course_id_fkey;
  END IF;
END
$$;
COMMIT;
