import SQLSyntax
import Testing

/// Expressions that mean the same have one text, and those that do not have two.
struct MeaningTests {
  private func meaning(_ text: String) -> String? { SQLParser.run { $0.meaning(ofExpression: text) } }

  @Test(arguments: [
    ("now()", "CURRENT_TIMESTAMP"), ("now()", "pg_catalog.now( )"), ("'a'", "'a'::text"), ("0", "'0'::integer"),
    ("'{}'::text[]", "ARRAY[]::text[]"), ("'{a,b}'", "ARRAY['a', 'b']::text[]"), ("true", "'t'::boolean"),
    ("0.50", "'0.5'::numeric"), ("(a > 1) AND (b < 2)", "b < 2 AND a > (1)::numeric"),
    ("kind IN ('x', 'y')", "((kind)::text = ANY ((ARRAY['x'::character varying, 'y'::character varying])::text[]))"),
    ("a NOT IN (1, 2)", "(a <> ALL (ARRAY[1, 2]))"), ("a BETWEEN 1 AND 2", "((a >= 1) AND (a <= 2))"),
    ("a LIKE 'b%'", "(a ~~ 'b%'::text)"), ("a != b", "a <> b"), ("t.a", "a"), ("public.f(1)", "f(1)"),
    ("a AND (b AND c)", "(a AND b) AND c"), ("(a)::pg_catalog.int4", "a::integer"),
  ])
  func isOne(left: String, right: String) {
    #expect(meaning(left) != nil)
    #expect(meaning(left) == meaning(right))
  }

  @Test(arguments: [
    ("now()", "CURRENT_DATE"), ("'a'", "'b'"), ("a AND b", "a OR b"), ("a::date", "a"), ("a > 1", "a >= 1"),
    ("f(1)", "g(1)"), ("f(1)", "f(2)"), ("a IS NULL", "a IS NOT NULL"), ("a IN ('x')", "a NOT IN ('x')"),
    ("coalesce(a, b)", "coalesce(b, a)"), ("count(a)", "count(DISTINCT a)"), ("s.f(1)", "f(1)"),
    ("CURRENT_TIMESTAMP(3)", "CURRENT_TIMESTAMP"), ("NULL", "''"), ("a::numeric(4,2)", "a::integer"),
    ("CASE WHEN a THEN 1 ELSE 2 END", "CASE WHEN a THEN 1 ELSE 3 END"), ("a -> 'b'", "a ->> 'b'"), ("1", "-1"),
  ])
  func isTwo(left: String, right: String) {
    #expect(meaning(left) != nil && meaning(right) != nil)
    #expect(meaning(left) != meaning(right))
  }

  @Test func nothingWithoutSense() {
    #expect(meaning("a >") == nil)
  }
}
