-- quiz_answers: rows by 4 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.quiz_answers;
CREATE POLICY learner_select ON public.quiz_answers FOR SELECT TO learner
  USING (EXISTS (SELECT FROM public.quiz_attempts AS parent WHERE parent.id = quiz_answers.attempt_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.quiz_attempts AS parent JOIN public.enrollments AS parent2 ON parent2.id = parent.enrollment_id WHERE parent.id = quiz_answers.attempt_id AND parent2.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_insert ON public.quiz_answers;
CREATE POLICY learner_insert ON public.quiz_answers FOR INSERT TO learner
  WITH CHECK (EXISTS (SELECT FROM public.quiz_attempts AS parent WHERE parent.id = quiz_answers.attempt_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.quiz_attempts AS parent JOIN public.enrollments AS parent2 ON parent2.id = parent.enrollment_id WHERE parent.id = quiz_answers.attempt_id AND parent2.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.quiz_questions AS parent JOIN public.quizzes AS parent2 ON parent2.id = parent.quiz_id JOIN public.lessons AS parent3 ON parent3.id = parent2.lesson_id WHERE parent.id = quiz_answers.question_id AND parent3.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_update ON public.quiz_answers;
CREATE POLICY learner_update ON public.quiz_answers FOR UPDATE TO learner
  USING (EXISTS (SELECT FROM public.quiz_attempts AS parent WHERE parent.id = quiz_answers.attempt_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.quiz_attempts AS parent JOIN public.enrollments AS parent2 ON parent2.id = parent.enrollment_id WHERE parent.id = quiz_answers.attempt_id AND parent2.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.quiz_attempts AS parent WHERE parent.id = quiz_answers.attempt_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.quiz_attempts AS parent JOIN public.enrollments AS parent2 ON parent2.id = parent.enrollment_id WHERE parent.id = quiz_answers.attempt_id AND parent2.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.quiz_questions AS parent JOIN public.quizzes AS parent2 ON parent2.id = parent.quiz_id JOIN public.lessons AS parent3 ON parent3.id = parent2.lesson_id WHERE parent.id = quiz_answers.question_id AND parent3.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.quiz_answers;
CREATE POLICY support_select ON public.quiz_answers FOR SELECT TO support
  USING (true);
ALTER TABLE public.quiz_answers ENABLE ROW LEVEL SECURITY;
COMMIT;
