SELECT count(*) = 2000 FROM app.documents JOIN app.pages ON document_id = id;
SELECT count(*) > 900 FROM app.documents_1;
SELECT nextval(pg_get_serial_sequence('app.documents', 'id')) > 2000;
