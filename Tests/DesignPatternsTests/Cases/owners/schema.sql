CREATE TABLE invoices (id bigint PRIMARY KEY, number text NOT NULL);
CREATE TABLE delivery_notes (id bigint PRIMARY KEY, number text NOT NULL);
CREATE TABLE attachments (
  id bigint PRIMARY KEY,
  owner_type text NOT NULL CHECK (owner_type IN ('Invoice', 'DeliveryNote')),
  owner_id bigint NOT NULL,
  file_key text NOT NULL
);
CREATE TABLE reactions (
  id bigint PRIMARY KEY,
  subject_type text NOT NULL,
  subject_id bigint NOT NULL
);
