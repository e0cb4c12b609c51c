CREATE TYPE state AS ENUM ('open', 'closed');
CREATE TABLE tenants (id bigint PRIMARY KEY);
CREATE TABLE tickets (
  id bigint PRIMARY KEY, tenant_id bigint NOT NULL REFERENCES tenants (id), assignee_id bigint NOT NULL, state state NOT NULL);
CREATE INDEX tickets_tenant ON tickets (tenant_id);
ALTER TABLE tickets ENABLE ROW LEVEL SECURITY;
