-- Lets new tables point at organizations: add foreign key bookmarks_organization_id_fkey on bookmarks, add foreign key resume_points_organization_id_fkey on resume_points, add foreign key activity_days_organization_id_fkey on activity_days, add foreign key streaks_organization_id_fkey on streaks.
BEGIN;
SET LOCAL lock_timeout = '2000ms';
SET LOCAL statement_timeout = '5000ms';
ALTER TABLE public.bookmarks ADD CONSTRAINT bookmarks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
ALTER TABLE public.resume_points ADD CONSTRAINT resume_points_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
ALTER TABLE public.activity_days ADD CONSTRAINT activity_days_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
ALTER TABLE public.streaks ADD CONSTRAINT streaks_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organizations (id) ON UPDATE CASCADE ON DELETE CASCADE NOT VALID;
COMMIT;
