-- credit_entries.enrollment_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS enrollments_organization_id_id_key ON public.enrollments (organization_id, id);
ALTER TABLE public.credit_entries
  DROP CONSTRAINT IF EXISTS credit_entries_enrollment_id_fkey,
  ADD CONSTRAINT credit_entries_enrollment_id_fkey FOREIGN KEY (organization_id, enrollment_id) REFERENCES public.enrollments (organization_id, id) ON UPDATE CASCADE ON DELETE SET NULL (enrollment_id);

-- chapters.course_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS courses_organization_id_id_key ON public.courses (organization_id, id);
ALTER TABLE public.chapters
  DROP CONSTRAINT IF EXISTS chapters_course_id_fkey,
  ADD CONSTRAINT chapters_course_id_fkey FOREIGN KEY (organization_id, course_id) REFERENCES public.courses (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- lessons.chapter_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS chapters_organization_id_id_key ON public.chapters (organization_id, id);
ALTER TABLE public.lessons
  DROP CONSTRAINT IF EXISTS lessons_chapter_id_fkey,
  ADD CONSTRAINT lessons_chapter_id_fkey FOREIGN KEY (organization_id, chapter_id) REFERENCES public.chapters (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- reviews.course_id: a row of the same tenant
ALTER TABLE public.reviews
  DROP CONSTRAINT IF EXISTS reviews_course_id_fkey,
  ADD CONSTRAINT reviews_course_id_fkey FOREIGN KEY (organization_id, course_id) REFERENCES public.courses (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- enrollments.course_id: a row of the same tenant
ALTER TABLE public.enrollments
  DROP CONSTRAINT IF EXISTS enrollments_course_id_fkey,
  ADD CONSTRAINT enrollments_course_id_fkey FOREIGN KEY (organization_id, course_id) REFERENCES public.courses (organization_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- lesson_progress.lesson_id: a row of the same tenant
CREATE UNIQUE INDEX IF NOT EXISTS lessons_organization_id_id_key ON public.lessons (organization_id, id);
ALTER TABLE public.lesson_progress
  DROP CONSTRAINT IF EXISTS lesson_progress_lesson_id_fkey,
  ADD CONSTRAINT lesson_progress_lesson_id_fkey FOREIGN KEY (organization_id, lesson_id) REFERENCES public.lessons (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- lesson_progress.enrollment_id: a row of the same tenant
ALTER TABLE public.lesson_progress
  DROP CONSTRAINT IF EXISTS lesson_progress_enrollment_id_fkey,
  ADD CONSTRAINT lesson_progress_enrollment_id_fkey FOREIGN KEY (organization_id, enrollment_id) REFERENCES public.enrollments (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- lesson_views.lesson_id: a row of the same tenant
ALTER TABLE public.lesson_views
  DROP CONSTRAINT IF EXISTS lesson_views_lesson_id_fkey,
  ADD CONSTRAINT lesson_views_lesson_id_fkey FOREIGN KEY (organization_id, lesson_id) REFERENCES public.lessons (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- lesson_views.enrollment_id: a row of the same tenant
ALTER TABLE public.lesson_views
  DROP CONSTRAINT IF EXISTS lesson_views_enrollment_id_fkey,
  ADD CONSTRAINT lesson_views_enrollment_id_fkey FOREIGN KEY (organization_id, enrollment_id) REFERENCES public.enrollments (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- lesson_bookmarks.lesson_id: a row of the same tenant
ALTER TABLE public.lesson_bookmarks
  DROP CONSTRAINT IF EXISTS lesson_bookmarks_lesson_id_fkey,
  ADD CONSTRAINT lesson_bookmarks_lesson_id_fkey FOREIGN KEY (organization_id, lesson_id) REFERENCES public.lessons (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- quiz_attempts.enrollment_id: a row of the same tenant
ALTER TABLE public.quiz_attempts
  DROP CONSTRAINT IF EXISTS quiz_attempts_enrollment_id_fkey,
  ADD CONSTRAINT quiz_attempts_enrollment_id_fkey FOREIGN KEY (organization_id, enrollment_id) REFERENCES public.enrollments (organization_id, id) ON UPDATE CASCADE ON DELETE CASCADE;

-- certificates.enrollment_id: a row of the same tenant
ALTER TABLE public.certificates
  DROP CONSTRAINT IF EXISTS certificates_enrollment_id_fkey,
  ADD CONSTRAINT certificates_enrollment_id_fkey FOREIGN KEY (organization_id, enrollment_id) REFERENCES public.enrollments (organization_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;

-- subscriptions
ALTER TABLE public.subscriptions ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.subscriptions FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS owner_select ON public.subscriptions;
CREATE POLICY owner_select ON public.subscriptions FOR SELECT TO owner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS owner_insert ON public.subscriptions;
CREATE POLICY owner_insert ON public.subscriptions FOR INSERT TO owner
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS owner_update ON public.subscriptions;
CREATE POLICY owner_update ON public.subscriptions FOR UPDATE TO owner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.subscriptions;
CREATE POLICY worker_select ON public.subscriptions FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_update ON public.subscriptions;
CREATE POLICY worker_update ON public.subscriptions FOR UPDATE TO worker
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS support_select ON public.subscriptions;
CREATE POLICY support_select ON public.subscriptions FOR SELECT TO support
  USING (true);

-- credit_entries
ALTER TABLE public.credit_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.credit_entries FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS manager_select ON public.credit_entries;
CREATE POLICY manager_select ON public.credit_entries FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.credit_entries;
CREATE POLICY manager_insert ON public.credit_entries FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.credit_entries;
CREATE POLICY worker_select ON public.credit_entries FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_insert ON public.credit_entries;
CREATE POLICY worker_insert ON public.credit_entries FOR INSERT TO worker
  WITH CHECK (true);
DROP POLICY IF EXISTS support_select ON public.credit_entries;
CREATE POLICY support_select ON public.credit_entries FOR SELECT TO support
  USING (true);

-- courses
ALTER TABLE public.courses ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.courses FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.courses;
CREATE POLICY learner_select ON public.courses FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_select ON public.courses;
CREATE POLICY author_select ON public.courses FOR SELECT TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_insert ON public.courses;
CREATE POLICY author_insert ON public.courses FOR INSERT TO author
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_update ON public.courses;
CREATE POLICY author_update ON public.courses FOR UPDATE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_select ON public.courses;
CREATE POLICY manager_select ON public.courses FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.courses;
CREATE POLICY manager_update ON public.courses FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.courses;
CREATE POLICY worker_select ON public.courses FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.courses;
CREATE POLICY reporting_select ON public.courses FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.courses;
CREATE POLICY support_select ON public.courses FOR SELECT TO support
  USING (true);

-- course_translations
ALTER TABLE public.course_translations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.course_translations FORCE ROW LEVEL SECURITY;
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

-- chapters
ALTER TABLE public.chapters ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.chapters FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.chapters;
CREATE POLICY learner_select ON public.chapters FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_select ON public.chapters;
CREATE POLICY author_select ON public.chapters FOR SELECT TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_insert ON public.chapters;
CREATE POLICY author_insert ON public.chapters FOR INSERT TO author
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_update ON public.chapters;
CREATE POLICY author_update ON public.chapters FOR UPDATE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_delete ON public.chapters;
CREATE POLICY author_delete ON public.chapters FOR DELETE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.chapters;
CREATE POLICY reporting_select ON public.chapters FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.chapters;
CREATE POLICY support_select ON public.chapters FOR SELECT TO support
  USING (true);

-- chapter_translations
ALTER TABLE public.chapter_translations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.chapter_translations FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.chapter_translations;
CREATE POLICY learner_select ON public.chapter_translations FOR SELECT TO learner
  USING (EXISTS (SELECT FROM public.chapters AS parent WHERE parent.id = chapter_translations.chapter_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_select ON public.chapter_translations;
CREATE POLICY author_select ON public.chapter_translations FOR SELECT TO author
  USING (EXISTS (SELECT FROM public.chapters AS parent WHERE parent.id = chapter_translations.chapter_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_insert ON public.chapter_translations;
CREATE POLICY author_insert ON public.chapter_translations FOR INSERT TO author
  WITH CHECK (EXISTS (SELECT FROM public.chapters AS parent WHERE parent.id = chapter_translations.chapter_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_update ON public.chapter_translations;
CREATE POLICY author_update ON public.chapter_translations FOR UPDATE TO author
  USING (EXISTS (SELECT FROM public.chapters AS parent WHERE parent.id = chapter_translations.chapter_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.chapters AS parent WHERE parent.id = chapter_translations.chapter_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_delete ON public.chapter_translations;
CREATE POLICY author_delete ON public.chapter_translations FOR DELETE TO author
  USING (EXISTS (SELECT FROM public.chapters AS parent WHERE parent.id = chapter_translations.chapter_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.chapter_translations;
CREATE POLICY support_select ON public.chapter_translations FOR SELECT TO support
  USING (true);

-- lessons
ALTER TABLE public.lessons ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.lessons FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.lessons;
CREATE POLICY learner_select ON public.lessons FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_select ON public.lessons;
CREATE POLICY author_select ON public.lessons FOR SELECT TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_insert ON public.lessons;
CREATE POLICY author_insert ON public.lessons FOR INSERT TO author
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_update ON public.lessons;
CREATE POLICY author_update ON public.lessons FOR UPDATE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_delete ON public.lessons;
CREATE POLICY author_delete ON public.lessons FOR DELETE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.lessons;
CREATE POLICY reporting_select ON public.lessons FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.lessons;
CREATE POLICY support_select ON public.lessons FOR SELECT TO support
  USING (true);

-- lesson_translations
ALTER TABLE public.lesson_translations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.lesson_translations FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.lesson_translations;
CREATE POLICY learner_select ON public.lesson_translations FOR SELECT TO learner
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_translations.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_select ON public.lesson_translations;
CREATE POLICY author_select ON public.lesson_translations FOR SELECT TO author
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_translations.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_insert ON public.lesson_translations;
CREATE POLICY author_insert ON public.lesson_translations FOR INSERT TO author
  WITH CHECK (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_translations.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_update ON public.lesson_translations;
CREATE POLICY author_update ON public.lesson_translations FOR UPDATE TO author
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_translations.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_translations.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS author_delete ON public.lesson_translations;
CREATE POLICY author_delete ON public.lesson_translations FOR DELETE TO author
  USING (EXISTS (SELECT FROM public.lessons AS parent WHERE parent.id = lesson_translations.lesson_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS support_select ON public.lesson_translations;
CREATE POLICY support_select ON public.lesson_translations FOR SELECT TO support
  USING (true);

-- lesson_blocks
ALTER TABLE public.lesson_blocks ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.lesson_blocks FORCE ROW LEVEL SECURITY;
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

-- tags
ALTER TABLE public.tags ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tags FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.tags;
CREATE POLICY learner_select ON public.tags FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_select ON public.tags;
CREATE POLICY author_select ON public.tags FOR SELECT TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_insert ON public.tags;
CREATE POLICY author_insert ON public.tags FOR INSERT TO author
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_update ON public.tags;
CREATE POLICY author_update ON public.tags FOR UPDATE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS author_delete ON public.tags;
CREATE POLICY author_delete ON public.tags FOR DELETE TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.tags;
CREATE POLICY support_select ON public.tags FOR SELECT TO support
  USING (true);

-- reviews
ALTER TABLE public.reviews ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.reviews FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.reviews;
CREATE POLICY learner_select ON public.reviews FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_insert ON public.reviews;
CREATE POLICY learner_insert ON public.reviews FOR INSERT TO learner
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_update ON public.reviews;
CREATE POLICY learner_update ON public.reviews FOR UPDATE TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS author_select ON public.reviews;
CREATE POLICY author_select ON public.reviews FOR SELECT TO author
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_select ON public.reviews;
CREATE POLICY manager_select ON public.reviews FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.reviews;
CREATE POLICY manager_update ON public.reviews FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.reviews;
CREATE POLICY reporting_select ON public.reviews FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.reviews;
CREATE POLICY support_select ON public.reviews FOR SELECT TO support
  USING (true);

-- enrollments
ALTER TABLE public.enrollments ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.enrollments FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.enrollments;
CREATE POLICY learner_select ON public.enrollments FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_insert ON public.enrollments;
CREATE POLICY learner_insert ON public.enrollments FOR INSERT TO learner
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_update ON public.enrollments;
CREATE POLICY learner_update ON public.enrollments FOR UPDATE TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_select ON public.enrollments;
CREATE POLICY manager_select ON public.enrollments FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.enrollments;
CREATE POLICY manager_insert ON public.enrollments FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.enrollments;
CREATE POLICY manager_update ON public.enrollments FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.enrollments;
CREATE POLICY worker_select ON public.enrollments FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_update ON public.enrollments;
CREATE POLICY worker_update ON public.enrollments FOR UPDATE TO worker
  USING (true)
  WITH CHECK (true);
DROP POLICY IF EXISTS reporting_select ON public.enrollments;
CREATE POLICY reporting_select ON public.enrollments FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.enrollments;
CREATE POLICY support_select ON public.enrollments FOR SELECT TO support
  USING (true);

-- lesson_progress
ALTER TABLE public.lesson_progress ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.lesson_progress FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.lesson_progress;
CREATE POLICY learner_select ON public.lesson_progress FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = lesson_progress.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_insert ON public.lesson_progress;
CREATE POLICY learner_insert ON public.lesson_progress FOR INSERT TO learner
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = lesson_progress.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_update ON public.lesson_progress;
CREATE POLICY learner_update ON public.lesson_progress FOR UPDATE TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = lesson_progress.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = lesson_progress.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS manager_select ON public.lesson_progress;
CREATE POLICY manager_select ON public.lesson_progress FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.lesson_progress;
CREATE POLICY reporting_select ON public.lesson_progress FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.lesson_progress;
CREATE POLICY support_select ON public.lesson_progress FOR SELECT TO support
  USING (true);

-- lesson_views
ALTER TABLE public.lesson_views ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.lesson_views FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS worker_select ON public.lesson_views;
CREATE POLICY worker_select ON public.lesson_views FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_insert ON public.lesson_views;
CREATE POLICY worker_insert ON public.lesson_views FOR INSERT TO worker
  WITH CHECK (true);
DROP POLICY IF EXISTS worker_delete ON public.lesson_views;
CREATE POLICY worker_delete ON public.lesson_views FOR DELETE TO worker
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.lesson_views;
CREATE POLICY reporting_select ON public.lesson_views FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.lesson_views;
CREATE POLICY support_select ON public.lesson_views FOR SELECT TO support
  USING (true);

-- lesson_bookmarks
ALTER TABLE public.lesson_bookmarks ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.lesson_bookmarks FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.lesson_bookmarks;
CREATE POLICY learner_select ON public.lesson_bookmarks FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_insert ON public.lesson_bookmarks;
CREATE POLICY learner_insert ON public.lesson_bookmarks FOR INSERT TO learner
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_delete ON public.lesson_bookmarks;
CREATE POLICY learner_delete ON public.lesson_bookmarks FOR DELETE TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.lesson_bookmarks;
CREATE POLICY support_select ON public.lesson_bookmarks FOR SELECT TO support
  USING (true);

-- quizzes
ALTER TABLE public.quizzes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.quizzes FORCE ROW LEVEL SECURITY;
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

-- quiz_questions
ALTER TABLE public.quiz_questions ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.quiz_questions FORCE ROW LEVEL SECURITY;
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

-- quiz_attempts
ALTER TABLE public.quiz_attempts ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.quiz_attempts FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.quiz_attempts;
CREATE POLICY learner_select ON public.quiz_attempts FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = quiz_attempts.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_insert ON public.quiz_attempts;
CREATE POLICY learner_insert ON public.quiz_attempts FOR INSERT TO learner
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = quiz_attempts.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.quizzes AS parent JOIN public.lessons AS parent2 ON parent2.id = parent.lesson_id WHERE parent.id = quiz_attempts.quiz_id AND parent2.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_update ON public.quiz_attempts;
CREATE POLICY learner_update ON public.quiz_attempts FOR UPDATE TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = quiz_attempts.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND EXISTS (SELECT FROM public.enrollments AS parent WHERE parent.id = quiz_attempts.enrollment_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.quizzes AS parent JOIN public.lessons AS parent2 ON parent2.id = parent.lesson_id WHERE parent.id = quiz_attempts.quiz_id AND parent2.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)));
DROP POLICY IF EXISTS manager_select ON public.quiz_attempts;
CREATE POLICY manager_select ON public.quiz_attempts FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS reporting_select ON public.quiz_attempts;
CREATE POLICY reporting_select ON public.quiz_attempts FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.quiz_attempts;
CREATE POLICY support_select ON public.quiz_attempts FOR SELECT TO support
  USING (true);

-- quiz_answers
ALTER TABLE public.quiz_answers ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.quiz_answers FORCE ROW LEVEL SECURITY;
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

-- certificates
ALTER TABLE public.certificates ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.certificates FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.certificates;
CREATE POLICY learner_select ON public.certificates FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_select ON public.certificates;
CREATE POLICY manager_select ON public.certificates FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.certificates;
CREATE POLICY manager_update ON public.certificates FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.certificates;
CREATE POLICY worker_select ON public.certificates FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_insert ON public.certificates;
CREATE POLICY worker_insert ON public.certificates FOR INSERT TO worker
  WITH CHECK (true);
DROP POLICY IF EXISTS reporting_select ON public.certificates;
CREATE POLICY reporting_select ON public.certificates FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.certificates;
CREATE POLICY support_select ON public.certificates FOR SELECT TO support
  USING (true);

-- notifications
ALTER TABLE public.notifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.notifications FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.notifications;
CREATE POLICY learner_select ON public.notifications FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS learner_update ON public.notifications;
CREATE POLICY learner_update ON public.notifications FOR UPDATE TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.notifications;
CREATE POLICY manager_insert ON public.notifications FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.notifications;
CREATE POLICY worker_select ON public.notifications FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_insert ON public.notifications;
CREATE POLICY worker_insert ON public.notifications FOR INSERT TO worker
  WITH CHECK (true);
DROP POLICY IF EXISTS worker_delete ON public.notifications;
CREATE POLICY worker_delete ON public.notifications FOR DELETE TO worker
  USING (true);
DROP POLICY IF EXISTS support_select ON public.notifications;
CREATE POLICY support_select ON public.notifications FOR SELECT TO support
  USING (true);

-- notification_preferences
ALTER TABLE public.notification_preferences ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.notification_preferences FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.notification_preferences;
CREATE POLICY learner_select ON public.notification_preferences FOR SELECT TO learner
  USING (EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_insert ON public.notification_preferences;
CREATE POLICY learner_insert ON public.notification_preferences FOR INSERT TO learner
  WITH CHECK (EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS learner_update ON public.notification_preferences;
CREATE POLICY learner_update ON public.notification_preferences FOR UPDATE TO learner
  USING (EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)))
  WITH CHECK (EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
    AND EXISTS (SELECT FROM public.memberships AS parent WHERE parent.id = notification_preferences.membership_id AND parent.user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)));
DROP POLICY IF EXISTS worker_select ON public.notification_preferences;
CREATE POLICY worker_select ON public.notification_preferences FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS support_select ON public.notification_preferences;
CREATE POLICY support_select ON public.notification_preferences FOR SELECT TO support
  USING (true);

-- organizations
ALTER TABLE public.organizations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.organizations FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.organizations;
CREATE POLICY learner_select ON public.organizations FOR SELECT TO learner
  USING (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_select ON public.organizations;
CREATE POLICY manager_select ON public.organizations FOR SELECT TO manager
  USING (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS owner_update ON public.organizations;
CREATE POLICY owner_update ON public.organizations FOR UPDATE TO owner
  USING (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.organizations;
CREATE POLICY worker_select ON public.organizations FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.organizations;
CREATE POLICY reporting_select ON public.organizations FOR SELECT TO reporting
  USING (id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.organizations;
CREATE POLICY support_select ON public.organizations FOR SELECT TO support
  USING (true);

-- organization_settings
ALTER TABLE public.organization_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.organization_settings FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS manager_select ON public.organization_settings;
CREATE POLICY manager_select ON public.organization_settings FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.organization_settings;
CREATE POLICY manager_insert ON public.organization_settings FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.organization_settings;
CREATE POLICY manager_update ON public.organization_settings FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.organization_settings;
CREATE POLICY support_select ON public.organization_settings FOR SELECT TO support
  USING (true);

-- memberships
ALTER TABLE public.memberships ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.memberships FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS learner_select ON public.memberships;
CREATE POLICY learner_select ON public.memberships FOR SELECT TO learner
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid)
    AND user_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_select ON public.memberships;
CREATE POLICY manager_select ON public.memberships FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.memberships;
CREATE POLICY manager_insert ON public.memberships FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.memberships;
CREATE POLICY manager_update ON public.memberships FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.memberships;
CREATE POLICY worker_select ON public.memberships FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS reporting_select ON public.memberships;
CREATE POLICY reporting_select ON public.memberships FOR SELECT TO reporting
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS support_select ON public.memberships;
CREATE POLICY support_select ON public.memberships FOR SELECT TO support
  USING (true);

-- invitations
ALTER TABLE public.invitations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.invitations FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS manager_select ON public.invitations;
CREATE POLICY manager_select ON public.invitations FOR SELECT TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_insert ON public.invitations;
CREATE POLICY manager_insert ON public.invitations FOR INSERT TO manager
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_update ON public.invitations;
CREATE POLICY manager_update ON public.invitations FOR UPDATE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid))
  WITH CHECK (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS manager_delete ON public.invitations;
CREATE POLICY manager_delete ON public.invitations FOR DELETE TO manager
  USING (organization_id = (SELECT nullif(current_setting('app.organization_id', true), '')::uuid));
DROP POLICY IF EXISTS worker_select ON public.invitations;
CREATE POLICY worker_select ON public.invitations FOR SELECT TO worker
  USING (true);
DROP POLICY IF EXISTS worker_delete ON public.invitations;
CREATE POLICY worker_delete ON public.invitations FOR DELETE TO worker
  USING (true);
DROP POLICY IF EXISTS support_select ON public.invitations;
CREATE POLICY support_select ON public.invitations FOR SELECT TO support
  USING (true);

-- _CourseTags
ALTER TABLE public."_CourseTags" ENABLE ROW LEVEL SECURITY;
ALTER TABLE public."_CourseTags" FORCE ROW LEVEL SECURITY;
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

