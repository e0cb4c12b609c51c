CREATE TABLE changes (id bigint PRIMARY KEY, table_name text NOT NULL);
