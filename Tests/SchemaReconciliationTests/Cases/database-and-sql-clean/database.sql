-- As PostgreSQL prints the same.
CREATE TABLE items (
  id bigint GENERATED ALWAYS AS IDENTITY,
  kind character varying(20) DEFAULT 'plain'::character varying NOT NULL,
  price numeric(10,0) DEFAULT 0.50 NOT NULL,
  tags text[] DEFAULT '{}'::text[] NOT NULL,
  made_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT items_kind CHECK (((kind)::text = ANY ((ARRAY['plain'::character varying, 'fine'::character varying])::text[]))),
  CONSTRAINT items_price CHECK ((((price >= (0)::numeric) AND (price <= (1000)::numeric)) AND (NOT (price = (13)::numeric)))),
  CONSTRAINT items_pkey PRIMARY KEY (id)
);

CREATE INDEX items_lower ON public.items USING btree (lower((kind)::text)) WHERE (((kind)::text <> 'plain'::text) AND (price > (1)::numeric));
ALTER TABLE public.items ENABLE ROW LEVEL SECURITY;
CREATE POLICY fine ON public.items FOR SELECT USING ((((kind)::text = 'fine'::text) OR (price < (10)::numeric)));
