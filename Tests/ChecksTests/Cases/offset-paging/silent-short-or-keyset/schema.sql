CREATE TYPE invoice_status AS ENUM ('OPEN', 'PAID');
CREATE TABLE shops (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE customers (id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops, name text NOT NULL, email text);
CREATE INDEX customers_shop ON customers (shop_id, name);
CREATE TABLE invoices (
  id bigint PRIMARY KEY, shop_id bigint NOT NULL REFERENCES shops, customer_id bigint NOT NULL REFERENCES customers,
  number text NOT NULL, status invoice_status NOT NULL, due_on date NOT NULL, note text, UNIQUE (shop_id, number));
CREATE INDEX invoices_customer ON invoices (customer_id);
CREATE TABLE lines (id bigint PRIMARY KEY, invoice_id bigint NOT NULL REFERENCES invoices, amount numeric NOT NULL);
CREATE INDEX lines_invoice ON lines (invoice_id);
