CREATE TABLE patients (
  id bigint PRIMARY KEY, ssn text NOT NULL UNIQUE, phone varchar(20), birth_date date, surname text, notes bytea);
CREATE INDEX patients_surname ON patients (surname);
