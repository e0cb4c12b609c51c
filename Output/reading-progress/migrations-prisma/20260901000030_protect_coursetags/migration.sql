-- _CourseTags: rows by 5 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public."_CourseTags";
CREATE POLICY learner_select ON public."_CourseTags" FOR SELECT TO learner
  USING (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = "_CourseTags"."A" AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_select ON public."_CourseTags";
CREATE POLICY author_select ON public."_CourseTags" FOR SELECT TO author
  USING (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = "_CourseTags"."A" AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_insert ON public."_CourseTags";
CREATE POLICY author_insert ON public."_CourseTags" FOR INSERT TO author
  WITH CHECK (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = "_CourseTags"."A" AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.tags AS parent WHERE parent.id = "_CourseTags"."B" AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_delete ON public."_CourseTags";
CREATE POLICY author_delete ON public."_CourseTags" FOR DELETE TO author
  USING (EXISTS (SELECT FROM public.courses AS parent WHERE parent.id = "_CourseTags"."A" AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public."_CourseTags";
CREATE POLICY support_select ON public."_CourseTags" FOR SELECT TO support
  USING (true);
ALTER TABLE public."_CourseTags" ENABLE ROW LEVEL SECURITY;
COMMIT;
