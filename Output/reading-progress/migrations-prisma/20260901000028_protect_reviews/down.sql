-- Back: reviews: rows by 8 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.reviews DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.reviews;
DROP POLICY IF EXISTS learner_insert ON public.reviews;
DROP POLICY IF EXISTS learner_update ON public.reviews;
DROP POLICY IF EXISTS author_select ON public.reviews;
DROP POLICY IF EXISTS manager_select ON public.reviews;
DROP POLICY IF EXISTS manager_update ON public.reviews;
DROP POLICY IF EXISTS reporting_select ON public.reviews;
DROP POLICY IF EXISTS support_select ON public.reviews;
COMMIT;
