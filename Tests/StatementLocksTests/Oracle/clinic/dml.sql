INSERT INTO members VALUES (100, 2);

INSERT INTO docs SELECT id + 100, id, 'x' FROM members;

INSERT INTO cards (number, account_id) VALUES (100, 1);

INSERT INTO charges (card, cents) VALUES (1, 10);

INSERT INTO charges (card, cents) VALUES (NULL, 10);

INSERT INTO accounts (owner, nick) VALUES ('a', 'b') RETURNING id;

INSERT INTO members VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET team = excluded.team;

INSERT INTO members VALUES (1, 2) ON CONFLICT DO NOTHING;

INSERT INTO transfers VALUES (900, '2024-02-02', 'eu', 1, 1, 'n');

INSERT INTO transfers_q1 VALUES (901, '2024-02-02', 'us', NULL, 1, 'n');

INSERT INTO plain (a) VALUES (4);

INSERT INTO inbox VALUES (5, 'x');

INSERT INTO letters VALUES (5, 'x');

INSERT INTO ledger.lines VALUES (1, 7, 't');

UPDATE members SET team = 3;

UPDATE members SET team = 3 WHERE id = 1;

UPDATE accounts SET owner = 'z' WHERE id = 3;

INSERT INTO accounts (id, owner, nick) VALUES (900, 'a', 'b');
UPDATE accounts SET id = 500 WHERE id = 900;

UPDATE cards SET kind = 'z' FROM accounts a WHERE a.id = cards.account_id;

UPDATE cards SET account_id = 2, kind = 'other' WHERE number = 1;

UPDATE rich SET balance = 999 WHERE id = 15;

UPDATE card_owners SET owner = 'x' WHERE number = 1;

UPDATE transfers SET cents = 1 WHERE made_on = '2024-05-01';

UPDATE transfers SET cents = 1;

UPDATE hr.people SET name = 'q';

UPDATE ONLY hr.people SET name = 'q';

DELETE FROM charges WHERE cents > 5;

DELETE FROM cards WHERE number = 1;

INSERT INTO accounts (id, owner, nick) VALUES (900, 'a', 'b');
INSERT INTO cards (number, account_id) VALUES (900, 900);
DELETE FROM accounts WHERE id = 900;

DELETE FROM transfers WHERE made_on < '2024-04-01' AND region = 'eu';

DELETE FROM docs USING members m WHERE m.id = docs.member_id;

DELETE FROM hr.doctors WHERE id = 12;

MERGE INTO members t USING docs s ON s.member_id = t.id WHEN MATCHED THEN UPDATE SET team = 9 WHEN NOT MATCHED THEN INSERT VALUES (s.id, 1);

MERGE INTO cache c USING (VALUES ('a', 'z')) v(k, x) ON c.key = v.k WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN DO NOTHING;

SELECT * FROM transfers WHERE made_on = '2024-02-01' AND region = 'eu';

SELECT * FROM transfers WHERE region = 'eu';

SELECT * FROM transfers_q1 WHERE region IN ('us', 'ca');

SELECT * FROM pings WHERE device = 5;

SELECT owner FROM top_owners;

SELECT * FROM accounts WHERE id = 1 FOR NO KEY UPDATE;

SELECT * FROM card_owners FOR UPDATE;

SELECT * FROM accounts a JOIN cards c ON c.account_id = a.id FOR UPDATE OF a SKIP LOCKED;

SELECT nextval('tickets'), (SELECT max(number) FROM cards);

SELECT setval('tickets', 10);

SELECT setval(pg_get_serial_sequence('charges', 'id'), 50);

SELECT * FROM docs;

SELECT * FROM hr.people;

SELECT * FROM ONLY hr.people WHERE id = 1;

WITH moved AS (DELETE FROM inbox_copy RETURNING *) INSERT INTO audit_log (tab) SELECT body FROM moved;

WITH RECURSIVE up AS (SELECT id, parent_id FROM accounts WHERE id = 3 UNION ALL SELECT a.id, a.parent_id FROM accounts a JOIN up ON up.parent_id = a.id) SELECT * FROM up;

COPY members TO STDOUT;

COPY (SELECT * FROM accounts) TO STDOUT;

EXPLAIN SELECT * FROM accounts;

EXPLAIN ANALYZE UPDATE members SET team = 1;

PREPARE q AS SELECT * FROM accounts;

PREPARE q AS SELECT * FROM accounts;
EXECUTE q;

DECLARE cur CURSOR FOR SELECT * FROM members;

CALL tidy();

VALUES (1), (2);

TABLE members;

SELECT count(*) FROM accounts TABLESAMPLE SYSTEM (10), LATERAL (SELECT 1 FROM cards WHERE cards.account_id = accounts.id LIMIT 1) l;

SELECT 1 WHERE EXISTS (SELECT 1 FROM docs UNION SELECT 1 FROM members EXCEPT SELECT 1 FROM cache);
