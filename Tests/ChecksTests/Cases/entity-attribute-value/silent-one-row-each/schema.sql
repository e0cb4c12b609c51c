CREATE TABLE criteria (id bigint PRIMARY KEY);
CREATE TABLE funnel_criteria (id bigint PRIMARY KEY REFERENCES criteria, kind text, key text, value text);
