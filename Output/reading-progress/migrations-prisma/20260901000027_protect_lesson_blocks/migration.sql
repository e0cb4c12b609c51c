-- lesson_blocks: rows by 6 policies.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
DROP POLICY IF EXISTS learner_select ON public.lesson_blocks;
CREATE POLICY learner_select ON public.lesson_blocks FOR SELECT TO learner
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_blocks.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_select ON public.lesson_blocks;
CREATE POLICY author_select ON public.lesson_blocks FOR SELECT TO author
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_blocks.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_insert ON public.lesson_blocks;
CREATE POLICY author_insert ON public.lesson_blocks FOR INSERT TO author
  WITH CHECK (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_blocks.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_update ON public.lesson_blocks;
CREATE POLICY author_update ON public.lesson_blocks FOR UPDATE TO author
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_blocks.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_blocks.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_delete ON public.lesson_blocks;
CREATE POLICY author_delete ON public.lesson_blocks FOR DELETE TO author
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_blocks.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.lesson_blocks;
CREATE POLICY support_select ON public.lesson_blocks FOR SELECT TO support
  USING (true);
ALTER TABLE public.lesson_blocks ENABLE ROW LEVEL SECURITY;
COMMIT;
