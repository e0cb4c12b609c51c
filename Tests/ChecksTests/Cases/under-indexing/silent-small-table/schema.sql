CREATE TABLE plans (id bigint PRIMARY KEY);
CREATE TABLE plan_features (id bigint PRIMARY KEY, plan_id bigint REFERENCES plans);
