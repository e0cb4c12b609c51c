/// Python modules that are too deep, too long, or whose evaluation would never end.
enum BrokenModels {
  private static let after = "CREATE TABLE public.after_it"
  private static let head = """
    from sqlalchemy import *
    from sqlalchemy.orm import *
    class Base(DeclarativeBase): pass

    """
  private static let rest = """

    class After(Base):
      __tablename__ = "after_it"
      id = mapped_column(Integer, primary_key=True)

    """
  private static let large = 50 << 20

  private static func models(
    _ name: String, _ expectation: BrokenInput.Expectation = .read(keeping: after), heavy: Bool = true,
    _ text: @escaping @Sendable () -> String
  ) -> BrokenInput {
    .schema(name, "models.py", expectation, heavy: heavy) { head + text() + rest }
  }

  /// A model with a column whose default is this.
  private static func model(_ value: String, after before: String = "") -> String {
    """
    \(before)
    class A(Base):
      __tablename__ = "a"
      id = mapped_column(Integer, primary_key=True)
      x = mapped_column(Text, server_default=\(value))
    """
  }

  private static func times(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private static let refused = BrokenInput.Expectation.refused("python-syntax")

  static let all: [BrokenInput] = deep + endless + long

  private static let deep: [BrokenInput] = [
    models("100,000 nested parentheses", refused) { model("\(times("(", 100_000))\"1\"\(times(")", 100_000))") },
    models("150 nested parentheses", heavy: false) { model("\(times("(", 150))\"1\"\(times(")", 150))") },
    models("3,000 nested lists", refused, heavy: false) { model("\(times("[", 3000))1\(times("]", 3000))") },
    models("3,000 nested calls", refused) { model("\(times("f(", 3000))1\(times(")", 3000))") },
    models("100,000 terms of +", refused) { model("\(times("\"1\"+", 99_999))\"1\"") },
    models("5,000 terms of +") { model("\(times("\"1\"+", 4999))\"1\"") },
    models("100,000 terms of and") { model("\(times("1 and ", 99_999))1") },
    models("100,000 texts side by side") { model(times("\"1\" ", 100_000)) },
    models("50,000 attributes") { model("f\(times(".a", 50_000))") },
    models("50,000 calls in a row") { model("f\(times("()", 50_000))") },
    models("50,000 not", refused) { model("\(times("not ", 50_000))1") },
    models("50,000 lambda", refused) { model("\(times("lambda:", 50_000))1") },
    models("20,000 elif", refused) { model("\"x\"", after: "if x: pass\n\(times("elif x: pass\n", 20_000))") },
    models("95 nested classes", heavy: false) {
      model("\"x\"", after: (0..<95).map { times(" ", $0) + "class C\($0):\n" }.joined() + times(" ", 95) + "pass")
    },
    models("20,000 parentheses in SQL") { model("text(\"\(times("(", 20_000))1\(times(")", 20_000))\")") },
    models("30,000 terms in SQL") { model("text(\"\(times("1+", 29_999))1\")") },
    models("90 nested annotations", heavy: false) {
      """
      class A(Base):
        __tablename__ = "a"
        id: Mapped[int] = mapped_column(primary_key=True)
        x: Mapped[\(times("Optional[", 90))int\(times("]", 90))]
      """
    },
  ]

  private static func growing(_ name: String, _ line: String) -> BrokenInput {
    models(name, heavy: false) { model("x", after: "x = \"aa\"\n\(times("\(line)\n", 80))") }
  }

  /// What Python itself would not come to an end with, or would have no memory for.
  private static let endless: [BrokenInput] = [
    growing("a text that doubles 80 times", "x = x + x"),
    growing("a format that doubles 80 times", "x = f\"{x}{x}\""),
    growing("% that doubles 80 times", "x = \"%s%s\" % (x, x)"),
    growing("a join that grows 80 times", "x = x.join([x, x, x])"),
    growing("a replacement that grows 80 times", "x = x.replace(\"a\", x)"),
    growing("a text that is split and joined", "x = \"aaaa\".join(x.split(\"a\"))"),
    growing("a tuple that doubles 80 times", "x = (x, x)\ny = x == x"),
    growing("a list that doubles 80 times, shown", "x = [x, x]\ny = \"%s\" % (x,)"),
    growing("a format of formats", "x = (\"{0}\" * 10000).format(x)"),
    models("a list in itself", heavy: false) {
      model("str(y)", after: "x = []\nx.append(x)\ny = x == x\nz = {}\nz[\"a\"] = z\nw = f\"{x}{z}\"")
    },
    models("100,000 lists in lists") { model("\"x\"", after: "x = []\nfor i in range(100000):\n  x = [x]") },
    models("100,000 calls of calls") { model("\"x\"", after: "x = 1\nfor i in range(100000):\n  x = f(x)") },
    models("a list of 100,000 long texts", .readOrRefused) {
      model("\"x\"", after: "x = []\nfor i in range(100000):\n  x.append(\"a\" * 90000 + str(i))")
    },
    models("a text times 1,000,000,000", heavy: false) { model("\"a\" * 10 ** 9") },
    models("padding to 10,000,000,000", heavy: false) {
      model("x", after: "x = \"a\".ljust(10 ** 11)\ny = \"a\".zfill(10 ** 11)\nz = \"%1000000000000d\" % 1")
    },
    models("a power of powers", heavy: false) { model("\(times("9**", 49))9") },
    models("a shift by 100,000,000,000", heavy: false) { model("str(x)", after: "x = 1 << 100000000000") },
    models("a range of 1,000,000,000,000", heavy: false) {
      model("str(x)", after: "x = [i for i in range(10 ** 12)]")
    },
    models("a loop of 1,000,000,000,000", heavy: false) {
      model("\"x\"", after: "for i in range(10 ** 12):\n  pass")
    },
    models("a loop without an end", heavy: false) { model("\"x\"", after: "while True:\n  pass") },
    models("comprehensions in comprehensions", .readOrRefused) {
      model("\"x\"", after: "x = [[[k for k in range(1000)] for j in range(1000)] for i in range(1000)]")
    },
    models("a function that calls itself", heavy: false) { model("x", after: "def f(n): return f(n + 1)\nx = f(0)") },
    models("a function that calls itself twice", .readOrRefused) {
      model("x", after: "def f(n): return f(n + 1) + f(n + 2)\nx = f(0)")
    },
    models("a class that inherits from itself", heavy: false) {
      "class A(A, Base):\n  __tablename__ = \"a\"\n  id = mapped_column(Integer, primary_key=True)"
    },
    models("40 diamonds of inheritance", heavy: false) {
      "class X0: pass\n"
        + (1..<40).map {
          "class Y\($0)(X\($0 - 1)): pass\nclass Z\($0)(X\($0 - 1)): pass\nclass X\($0)(Y\($0), Z\($0)): pass\n"
        }
        .joined() + "class B(X39, Base):\n  __tablename__ = \"b\"\n  id = mapped_column(Integer, primary_key=True)"
    },
    models("a chain of 3,000 classes") {
      "class X0: pass\n"
        + (1..<3000).map { "class X\($0)(X\($0 - 1)): a\($0) = mapped_column(Integer)\n" }.joined()
        + "class B(X2999, Base):\n  __tablename__ = \"b\"\n  id = mapped_column(Integer, primary_key=True)"
    },
  ]

  private static let long: [BrokenInput] = [
    models("20,000 columns") {
      "class A(Base):\n  __tablename__ = \"a\"\n  id = mapped_column(Integer, primary_key=True)\n"
        + (0..<20_000).map { "  c\($0) = mapped_column(Integer)\n" }.joined()
    },
    models("100,000 keys") { model("{\((0..<100_000).map { "\"\($0)\": 1" }.joined(separator: ","))}") },
    models("100,000 parts of a format") { model("f\"\(times("{1}", 100_000))\"") },
    models("half a surrogate", heavy: false) { model("\"\\ud800\"") },
    models("a NUL escape", heavy: false) { model("\"a\\0b\"") },
    models("50 MB: text") { model("\"\(times("x", large))\"") },
    models("50 MB: comment") { "# \(times("x", large))\n" + model("\"x\"") },
  ]
}
