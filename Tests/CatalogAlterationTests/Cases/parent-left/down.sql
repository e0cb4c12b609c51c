LOCK TABLE public.child IN ACCESS EXCLUSIVE MODE;
CREATE TABLE public.child_old AS
SELECT own, id, note FROM ONLY public.child;
DROP TABLE IF EXISTS public.child;
CREATE TABLE public.child (
  own integer
) INHERITS (public.base);
INSERT INTO public.child (own, id, note)
SELECT own, id, note FROM public.child_old;
DROP TABLE public.child_old;
CREATE INDEX IF NOT EXISTS child_own ON public.child (own);
