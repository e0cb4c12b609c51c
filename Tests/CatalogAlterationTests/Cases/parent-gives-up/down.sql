LOCK TABLE public.child IN ACCESS EXCLUSIVE MODE;
CREATE TABLE public.child_old AS
SELECT id, own, note FROM ONLY public.child;
DROP TABLE IF EXISTS public.child;
ALTER TABLE public.base ADD COLUMN IF NOT EXISTS note text;
ALTER TABLE public.base ADD COLUMN IF NOT EXISTS other text;
CREATE TABLE public.child (
  own integer
) INHERITS (public.base);
INSERT INTO public.child (id, own, note)
SELECT id, own, note FROM public.child_old;
DROP TABLE public.child_old;
ALTER TABLE public.base ADD CONSTRAINT base_check CHECK (id > 0);
