-- quiz_questions: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.quiz_questions;
CREATE POLICY learner_select ON public.quiz_questions FOR SELECT TO learner
  USING (EXISTS (SELECT FROM public.quizzes AS parent JOIN public.lessons AS parent2 ON parent2.id = parent.lesson_id WHERE parent.id = quiz_questions.quiz_id AND parent2.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_select ON public.quiz_questions;
CREATE POLICY author_select ON public.quiz_questions FOR SELECT TO author
  USING (EXISTS (SELECT FROM public.quizzes AS parent JOIN public.lessons AS parent2 ON parent2.id = parent.lesson_id WHERE parent.id = quiz_questions.quiz_id AND parent2.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_insert ON public.quiz_questions;
CREATE POLICY author_insert ON public.quiz_questions FOR INSERT TO author
  WITH CHECK (EXISTS (SELECT FROM public.quizzes AS parent JOIN public.lessons AS parent2 ON parent2.id = parent.lesson_id WHERE parent.id = quiz_questions.quiz_id AND parent2.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_update ON public.quiz_questions;
CREATE POLICY author_update ON public.quiz_questions FOR UPDATE TO author
  USING (EXISTS (SELECT FROM public.quizzes AS parent JOIN public.lessons AS parent2 ON parent2.id = parent.lesson_id WHERE parent.id = quiz_questions.quiz_id AND parent2.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.quizzes AS parent JOIN public.lessons AS parent2 ON parent2.id = parent.lesson_id WHERE parent.id = quiz_questions.quiz_id AND parent2.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_delete ON public.quiz_questions;
CREATE POLICY author_delete ON public.quiz_questions FOR DELETE TO author
  USING (EXISTS (SELECT FROM public.quizzes AS parent JOIN public.lessons AS parent2 ON parent2.id = parent.lesson_id WHERE parent.id = quiz_questions.quiz_id AND parent2.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.quiz_questions;
CREATE POLICY support_select ON public.quiz_questions FOR SELECT TO support
  USING (true);
ALTER TABLE public.quiz_questions ENABLE ROW LEVEL SECURITY;
COMMIT;
