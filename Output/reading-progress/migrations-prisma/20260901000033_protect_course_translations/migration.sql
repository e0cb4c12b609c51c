-- course_translations: rows by 9 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.course_translations;
CREATE POLICY learner_select ON public.course_translations FOR SELECT TO learner
  USING (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = course_translations.course_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_select ON public.course_translations;
CREATE POLICY author_select ON public.course_translations FOR SELECT TO author
  USING (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = course_translations.course_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_insert ON public.course_translations;
CREATE POLICY author_insert ON public.course_translations FOR INSERT TO author
  WITH CHECK (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = course_translations.course_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_update ON public.course_translations;
CREATE POLICY author_update ON public.course_translations FOR UPDATE TO author
  USING (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = course_translations.course_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = course_translations.course_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_delete ON public.course_translations;
CREATE POLICY author_delete ON public.course_translations FOR DELETE TO author
  USING (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = course_translations.course_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS manager_select ON public.course_translations;
CREATE POLICY manager_select ON public.course_translations FOR SELECT TO manager
  USING (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = course_translations.course_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS worker_select ON public.course_translations;
CREATE POLICY worker_select ON public.course_translations FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.course_translations;
CREATE POLICY reporting_select ON public.course_translations FOR SELECT TO reporting
  USING (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = course_translations.course_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.course_translations;
CREATE POLICY support_select ON public.course_translations FOR SELECT TO support
  USING (true);
ALTER TABLE public.course_translations ENABLE ROW LEVEL SECURITY;
COMMIT;
