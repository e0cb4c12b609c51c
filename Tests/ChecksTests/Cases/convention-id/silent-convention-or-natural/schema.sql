CREATE TABLE orders (id uuid PRIMARY KEY DEFAULT gen_random_uuid());
CREATE TABLE details (order_id uuid PRIMARY KEY DEFAULT gen_random_uuid() REFERENCES orders);
CREATE TABLE currencies (code char(3) PRIMARY KEY);
CREATE TABLE lines (order_id uuid REFERENCES orders, number integer GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (order_id, number));
