ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS owner;
ALTER TABLE public.orders DROP CONSTRAINT IF EXISTS positive;
ALTER TABLE public.orders ADD CONSTRAINT positive CHECK (total >= 0) NOT VALID;
ALTER TABLE public.orders ADD CONSTRAINT owner FOREIGN KEY (id) REFERENCES public.users (id) NOT VALID;
