CREATE TABLE clinics (id bigint PRIMARY KEY);

CREATE TABLE clients (
  id serial PRIMARY KEY,
  clinic_id bigint NOT NULL REFERENCES clinics (id) ON DELETE CASCADE,
  phone varchar(20) UNIQUE,
  notes text NOT NULL DEFAULT '',
  CHECK (length(phone) > 5 AND phone <> 'mobile')
);
CREATE INDEX clients_phone_idx ON clients (clinic_id, phone) WHERE phone IS NOT NULL;
ALTER TABLE clients ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON clients USING (phone = current_setting('app.mobile'));

CREATE TABLE appointments (
  id bigint PRIMARY KEY,
  patient_id integer NOT NULL REFERENCES clients (id) ON DELETE RESTRICT,
  status text NOT NULL
);
CREATE INDEX ON appointments (patient_id);
