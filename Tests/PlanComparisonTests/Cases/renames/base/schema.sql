CREATE TABLE clinics (id bigint PRIMARY KEY);

CREATE TABLE patients (
  id serial PRIMARY KEY,
  clinic_id bigint NOT NULL REFERENCES clinics (id) ON DELETE CASCADE,
  mobile varchar(20) UNIQUE,
  notes text,
  CHECK (length(mobile) > 5 AND mobile <> 'mobile')
);
CREATE INDEX patients_mobile_idx ON patients (clinic_id, mobile) WHERE mobile IS NOT NULL;
ALTER TABLE patients ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON patients USING (mobile = current_setting('app.mobile'));

CREATE TABLE appointments (
  id bigint PRIMARY KEY,
  patient_id integer NOT NULL REFERENCES patients (id) ON DELETE RESTRICT,
  state text NOT NULL
);
CREATE INDEX ON appointments (patient_id);
