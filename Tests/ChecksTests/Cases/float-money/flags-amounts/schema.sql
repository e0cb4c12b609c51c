CREATE TABLE products (id bigint PRIMARY KEY, unit_price double precision, "shippingCost" real, net_total float, weight float);
