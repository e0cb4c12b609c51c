CREATE TABLE clinics (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE patients (id bigint PRIMARY KEY, clinic_id bigint NOT NULL REFERENCES clinics (id), name text NOT NULL);
CREATE TABLE visits (
  id bigint PRIMARY KEY,
  patient_id bigint NOT NULL REFERENCES patients (id) ON DELETE RESTRICT,
  on_day date NOT NULL,
  kind text NOT NULL DEFAULT '100 %'
);
CREATE INDEX visits_patient_id ON visits (patient_id);
