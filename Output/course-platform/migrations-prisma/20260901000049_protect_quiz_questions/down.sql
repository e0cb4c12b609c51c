-- Back: quiz_questions: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.quiz_questions DISABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.quiz_questions;
DROP POLICY IF EXISTS author_select ON public.quiz_questions;
DROP POLICY IF EXISTS author_insert ON public.quiz_questions;
DROP POLICY IF EXISTS author_update ON public.quiz_questions;
DROP POLICY IF EXISTS author_delete ON public.quiz_questions;
DROP POLICY IF EXISTS support_select ON public.quiz_questions;
COMMIT;
