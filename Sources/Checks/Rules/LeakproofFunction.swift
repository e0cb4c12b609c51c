import Diagnostics
import PlanModel
import PolicyReading
import SchemaModel

/// Functions of the schema that may see rows before the policies do.
struct LeakproofFunction: Check {
  let metadata = CheckMetadata(
    code: "leakproof-function", severity: .warning,
    summary: "A function of the schema is marked LEAKPROOF: it is called with rows that a policy would hide.",
    why: """
      Conditions of leakproof functions are tried before the policy. One that raises an error, writes a log line or takes longer \
      for some values tells its caller of rows that are not theirs; PostgreSQL believes the mark and checks nothing.
      """,
    fix: "Take the mark away unless the function can neither fail nor tell anything but its result.",
    bad: CheckExample(
      .sql,
      """
      CREATE FUNCTION cents(amount numeric) RETURNS bigint LANGUAGE plpgsql IMMUTABLE LEAKPROOF
        AS $$ BEGIN RETURN amount * 100; END $$;
      """),
    good: CheckExample(
      .sql,
      """
      CREATE FUNCTION cents(amount numeric) RETURNS bigint LANGUAGE plpgsql IMMUTABLE
        AS $$ BEGIN RETURN amount * 100; END $$;
      """),
    sources: ["PostgreSQL manual: CREATE FUNCTION, LEAKPROOF", "PostgreSQL manual: 41.5 Rules and Privileges"])

  func findings(in subject: CheckSubject) -> [Finding] {
    subject.judgedFunctions.map(\.function).filter {
      $0.isLeakproof && !["c", "internal"].contains($0.language.lowercased())
    }.map { function in
      let signature = "\(SQLText.name(function.name))(\(function.argumentTypes.joined(separator: ", ")))"
      return finding(
        on: nil, function.signature,
        "\(function.name.display)() is marked LEAKPROOF and is written in \(function.language)",
        fix: .sql("ALTER FUNCTION \(signature) NOT LEAKPROOF;"), at: function.span)
    }
  }
}
