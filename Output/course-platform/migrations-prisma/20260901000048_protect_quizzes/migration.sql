-- quizzes: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.quizzes;
CREATE POLICY learner_select ON public.quizzes FOR SELECT TO learner
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = quizzes.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_select ON public.quizzes;
CREATE POLICY author_select ON public.quizzes FOR SELECT TO author
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = quizzes.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_insert ON public.quizzes;
CREATE POLICY author_insert ON public.quizzes FOR INSERT TO author
  WITH CHECK (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = quizzes.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_update ON public.quizzes;
CREATE POLICY author_update ON public.quizzes FOR UPDATE TO author
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = quizzes.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = quizzes.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_delete ON public.quizzes;
CREATE POLICY author_delete ON public.quizzes FOR DELETE TO author
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = quizzes.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.quizzes;
CREATE POLICY support_select ON public.quizzes FOR SELECT TO support
  USING (true);
ALTER TABLE public.quizzes ENABLE ROW LEVEL SECURITY;
COMMIT;
