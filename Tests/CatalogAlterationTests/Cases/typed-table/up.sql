ALTER TABLE public.shapes NOT OF;
