CREATE TABLE items (
  id bigint DEFAULT nextval('items_id_seq'::regclass) NOT NULL,
  kind character varying(20) DEFAULT 'plain'::character varying NOT NULL,
  price numeric(12,2) NOT NULL,
  CONSTRAINT items_kind CHECK (((kind)::text = ANY ((ARRAY['plain'::character varying, 'fine'::character varying])::text[]))),
  CONSTRAINT items_pkey PRIMARY KEY (id)
);

CREATE UNIQUE INDEX items_by_price ON public.items USING btree (price) WHERE ((kind)::text <> 'fine'::text);
CREATE POLICY fine ON public.items USING ((kind)::text = 'fine'::text);
CREATE VIEW fine_items AS SELECT id FROM items;
