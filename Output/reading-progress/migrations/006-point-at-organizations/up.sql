-- Lets new tables point at organizations: bookmarks_organization_id_fkey, resume_points_organization_id_fkey, activity_days_organization_id_fkey, streaks_organization_id_fkey.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.bookmarks ADD CONSTRAINT bookmarks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
ALTER TABLE public.resume_points ADD CONSTRAINT resume_points_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
ALTER TABLE public.activity_days ADD CONSTRAINT activity_days_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
ALTER TABLE public.streaks ADD CONSTRAINT streaks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
