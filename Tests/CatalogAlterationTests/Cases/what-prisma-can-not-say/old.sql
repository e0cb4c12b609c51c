CREATE ROLE reader NOLOGIN;
CREATE SEQUENCE public.tickets START WITH 100;
CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TABLE public.orders (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  amount integer NOT NULL CONSTRAINT orders_amount_check CHECK (amount > 0),
  discount integer CONSTRAINT orders_discount_check CHECK (discount < 100),
  note text COLLATE "C",
  doubled integer GENERATED ALWAYS AS (amount * 2) STORED
);
CREATE INDEX orders_large ON public.orders (amount) WHERE amount > 100;
CREATE INDEX orders_discounted ON public.orders (amount) WHERE discount > 10;
CREATE STATISTICS public.orders_both ON amount, discount FROM public.orders;
CREATE TRIGGER touch BEFORE UPDATE ON public.orders FOR EACH ROW EXECUTE FUNCTION public.touch();
CREATE POLICY own ON public.orders USING (note = CURRENT_USER);
ALTER TABLE public.orders ENABLE ROW LEVEL SECURITY;
CREATE VIEW public.notes AS SELECT id, note FROM public.orders;
GRANT SELECT ON public.orders TO reader;
COMMENT ON TABLE public.orders IS 'what was ordered';
