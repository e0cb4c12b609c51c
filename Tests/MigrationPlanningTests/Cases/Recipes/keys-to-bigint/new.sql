CREATE TABLE quizzes (id bigint PRIMARY KEY);
CREATE TABLE questions (follows bigint, id bigserial PRIMARY KEY, quiz bigint NOT NULL REFERENCES quizzes (id));
ALTER TABLE questions ADD CONSTRAINT questions_follows_fkey FOREIGN KEY (follows) REFERENCES questions (id);
CREATE TABLE answers (question bigint NOT NULL REFERENCES questions (id), answer text);
CREATE TABLE hints (question bigint PRIMARY KEY REFERENCES questions (id), hint text);
CREATE TABLE clues (hint bigint REFERENCES hints (question), clue text);
