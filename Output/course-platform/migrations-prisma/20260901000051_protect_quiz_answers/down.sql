-- Back: quiz_answers: rows by 4 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.quiz_answers DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.quiz_answers;
DROP POLICY IF EXISTS learner_insert ON public.quiz_answers;
DROP POLICY IF EXISTS learner_update ON public.quiz_answers;
DROP POLICY IF EXISTS support_select ON public.quiz_answers;
COMMIT;
