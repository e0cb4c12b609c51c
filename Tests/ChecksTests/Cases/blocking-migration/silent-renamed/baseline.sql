CREATE TABLE patients (id bigint PRIMARY KEY, mobile text NOT NULL);
