CREATE TABLE price_lists (id bigint PRIMARY KEY, shop_id bigint NOT NULL, is_default boolean NOT NULL);
