CREATE TYPE mood AS ENUM ('sad', 'fine', 'happy');
CREATE TABLE people (id bigint PRIMARY KEY, mood mood NOT NULL DEFAULT 'happy');
CREATE INDEX people_mood ON people (mood);
