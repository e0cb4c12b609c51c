import Diagnostics
import PlanModel
import SQLWriting
import SchemaModel

/// Queues that are asked more often than something comes in: who waits is told instead.
enum QueueWakeUp {
  static func patterns(in subject: PatternSubject) -> [DesignPattern] {
    subject.plan.queries.compactMap { query in
      guard let shape = query.shape, shape.lockClause?.uppercased().contains("SKIP LOCKED") == true, shape.hasLimit,
        let rate = query.rate, let name = shape.relations.first?.name,
        let table = subject.tables.first(where: { $0.name == name }), let arrivals = subject.arrivals(of: name),
        arrivals > 0, rate.value.value > arrivals
      else { return nil }
      return pattern(table, query, rate, arrivals, subject)
    }
  }

  private static func pattern(
    _ table: Table, _ query: Query, _ rate: Located<Rate>, _ arrivals: Double, _ subject: PatternSubject
  ) -> DesignPattern {
    let idle = rate.value.value - arrivals
    let pooler = subject.plan.deployment?.pooler
    let session: Claim =
      pooler?.value.contains("transaction") == true
      ? "; \(pooler?.value ?? "") hands connections on, so each listener needs one past it" : ""
    var pattern = DesignPattern(
      .queueWakeUp, on: table.name, query.name.value, title: "NOTIFY when a row comes in",
      because: Claim("\(query.name.value) asks \(written: rate.value.written) and \(rate: arrivals) comes in").from([
        rate.span, subject.volumes[table.name]?.growth?.span, query.sql?.span,
      ]),
      gain: Claim(
        "at least \(rows: idle * CalendarUnit.day) of \(rows: rate.value.value * CalendarUnit.day) questions a day find nothing and fall away, and none waits for the next one"
      )
      .from([rate.span, subject.volumes[table.name]?.growth?.span]),
      cost: Claim("commits that notify wait for one another, at \(rate: arrivals)\(session)").from([
        pooler?.span, subject.volumes[table.name]?.growth?.span,
      ]))
    let channel = PatternSubject.cut(table.name.name, to: 63)
    let function = QuotedIdentifier.text(
      ObjectName(PatternSubject.cut("tell_of_\(table.name.name)", to: 63), schema: table.name.schema))
    let trigger = QuotedIdentifier.text(PatternSubject.cut("tell_of_\(table.name.name)", to: 63))
    var apply = ScriptBuilder()
    apply.add(
      """
      CREATE FUNCTION \(function)() RETURNS trigger
      LANGUAGE plpgsql
      AS $function$
      BEGIN
        PERFORM pg_notify(\(SQLLiteral.text(channel)), '');
        RETURN NULL;
      END
      $function$
      """)
    apply.add(
      "CREATE TRIGGER \(trigger) AFTER INSERT ON \(QuotedIdentifier.text(table.name)) FOR EACH STATEMENT EXECUTE FUNCTION \(function)()"
    )
    var back = ScriptBuilder()
    back.add([
      "DROP TRIGGER \(trigger) ON \(QuotedIdentifier.text(table.name))", "DROP FUNCTION \(function)()",
    ])
    pattern.scripts = [
      PatternScript(.apply, apply.text), PatternScript(.keep, "LISTEN \(QuotedIdentifier.text(channel));\n"),
      PatternScript(.back, back.text),
    ]
    return pattern
  }
}
