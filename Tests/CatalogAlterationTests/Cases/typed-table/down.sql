LOCK TABLE public.shapes IN ACCESS EXCLUSIVE MODE;
CREATE TABLE public.shapes_old AS
SELECT id, note FROM ONLY public.shapes;
DROP TABLE IF EXISTS public.shapes;
CREATE TABLE public.shapes OF public.shape (
  id WITH OPTIONS NOT NULL,
  CONSTRAINT shapes_pkey PRIMARY KEY (id)
);
INSERT INTO public.shapes (id, note)
SELECT id, note FROM public.shapes_old;
DROP TABLE public.shapes_old;
