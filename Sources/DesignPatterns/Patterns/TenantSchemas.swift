import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel

/// A schema for each tenant: how one is made, entered and read across.
enum TenantSchemas {
  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    guard let model = subject.plan.tenancy?.model, model.value.lowercased().hasPrefix("schema"),
      model.value.lowercased().contains("tenant")
    else { return [] }
    let shared = Set(subject.plan.tenancy?.shared.map(\.value) ?? [])
    let own = subject.tables.filter { !shared.contains($0.name) && $0.name.schema == "public" }
    guard let first = own.first else { return [] }
    return [pattern(first, own, model, subject)]
  }

  private static func pattern(
    _ first: Table, _ own: [Table], _ model: Located<String>, _ subject: PatternSubject
  ) -> DesignPattern {
    let tenants = subject.plan.tenancy?.shared.compactMap { name -> (Double, SourceSpan?)? in
      let isOwner = own.contains { table in table.foreignKeys.contains { $0.target == name.value } }
      return isOwner ? subject.rows(of: name.value).map { ($0, subject.volumes[name.value]?.rows?.span) } : nil
    }.first
    let indexes = own.reduce(0) { $0 + $1.keys.count + $1.indexes.count }
    let many: Claim =
      tenants.map {
        "\(rows: $0.0 * Double(own.count)) tables and \(rows: $0.0 * Double(indexes)) indexes for \(rows: $0.0) tenants"
      }
      ?? "\(own.count) tables and \(indexes) indexes for each tenant"
    let changes: Claim =
      tenants.map { "each statement of a migration runs \(rows: $0.0) times" }
      ?? "each migration runs once for each tenant"
    var pattern = DesignPattern(
      .tenantSchemas, on: first.name, "", title: "a schema for each tenant",
      because: Claim("the plan says \(code: model.value); \(own.count) tables are a tenant's").from([model.span]),
      gain: Claim("\(code: "SET LOCAL search_path") in each transaction decides whose \(code: first.name.name) is read")
        .from([
          model.span, first.span,
        ]),
      cost: Claim("\(many); \(changes)").from([tenants?.1, model.span]))
    pattern.details = [
      Claim(
        "a question across tenants is one UNION ALL of as many branches; \(code: "all_tenants") writes it for one table"
      ).from([
        model.span, tenants?.1,
      ])
    ]
    pattern.scripts = scripts(own)
    return pattern
  }

  private static func scripts(_ own: [Table]) -> [PatternScript] {
    let names = Set(own.map(\.name))
    var lines: [String] = []
    for table in own {
      let plain = QuotedIdentifier.text(table.name.name)
      lines.append(
        "EXECUTE format('CREATE TABLE %I.\(escaped(plain)) (LIKE \(escaped(QuotedIdentifier.text(table.name))) INCLUDING ALL)', tenant);"
      )
    }
    for table in own {
      for key in table.foreignKeys where key.isEnforced {
        var key = key
        let target = key.target
        key.target = ObjectName(target.name, schema: names.contains(target) ? "" : target.schema)
        let definition = escaped(SQLWriter().foreignKeyDefinition(key))
        lines.append(
          "EXECUTE format('ALTER TABLE %I.\(escaped(QuotedIdentifier.text(table.name.name))) ADD \(definition)', tenant);"
        )
      }
    }
    var apply = ScriptBuilder()
    apply.add(
      """
      CREATE PROCEDURE public.add_tenant(tenant text)
      LANGUAGE plpgsql
      AS $procedure$
      BEGIN
        EXECUTE format('CREATE SCHEMA %I', tenant);
        PERFORM set_config('search_path', format('%I, public', tenant), true);
        \(lines.joined(separator: "\n  "))
      END
      $procedure$
      """)
    apply.add(
      """
      CREATE FUNCTION public.all_tenants(relation text) RETURNS text
      LANGUAGE sql STABLE
      AS $function$
        SELECT string_agg(format('SELECT %L AS tenant, t.* FROM %I.%I AS t', n.nspname, n.nspname, c.relname), ' UNION ALL ' ORDER BY n.nspname)
          FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
         WHERE c.relname = relation AND c.relkind = 'r' AND n.nspname NOT IN ('public', 'information_schema') AND n.nspname !~ '^pg_'
      $function$
      """)
    var back = ScriptBuilder()
    back.add(["DROP FUNCTION public.all_tenants(text)", "DROP PROCEDURE public.add_tenant(text)"])
    return [PatternScript(.apply, apply.text), PatternScript(.back, back.text)]
  }

  /// As text within a string of format().
  private static func escaped(_ sql: String) -> String {
    sql.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%")
      .split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
  }
}
