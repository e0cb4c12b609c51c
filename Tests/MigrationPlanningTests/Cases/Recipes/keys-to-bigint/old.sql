CREATE TABLE quizzes (id integer PRIMARY KEY);
CREATE TABLE questions (follows integer, id serial PRIMARY KEY, quiz integer NOT NULL REFERENCES quizzes (id));
ALTER TABLE questions ADD CONSTRAINT questions_follows_fkey FOREIGN KEY (follows) REFERENCES questions (id);
CREATE TABLE answers (question integer NOT NULL REFERENCES questions (id), answer text);
CREATE TABLE hints (question integer PRIMARY KEY REFERENCES questions (id), hint text);
CREATE TABLE clues (hint integer REFERENCES hints (question), clue text);
