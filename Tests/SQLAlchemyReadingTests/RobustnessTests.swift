import Diagnostics
import SchemaModel
import TestKit
import Testing

struct RobustnessTests {
  private func read(_ text: String) async throws -> Reading<Catalog> {
    try await ModelCases.read([SourceFile(path: "models.py", text: text)])
  }

  @Test func syntaxErrorsHaveAPlace() async throws {
    let reading = try await read("from sqlalchemy import Column\nclass A(Base:\n    __tablename__ = 'a'\n")
    #expect(reading.diagnostics.map(\.code) == ["python-syntax"])
    #expect(reading.diagnostics.first?.span?.line == 2)
  }

  @Test func oneBrokenFileCostsOneFile() async throws {
    let good = "from sqlalchemy import *\nm = MetaData()\nt = Table('t', m, Column('id', Integer, primary_key=True))\n"
    let reading = try await ModelCases.read([
      SourceFile(path: "bad.py", text: "from sqlalchemy import Column\nColumn( = )"),
      SourceFile(path: "good.py", text: good),
      SourceFile(path: "bad2.py", text: "__tablename__ = (\n"),
    ])
    #expect(reading.value.tables.map(\.name.name) == ["t"])
    #expect(reading.diagnostics.count { $0.code == "python-syntax" } == 2)
  }

  private static let header = "from sqlalchemy import *\nfrom sqlalchemy.orm import *\nBase = declarative_base()\n"

  private static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  private static let deep: [String] = [
    "x = \(repeated("(", 100_000))\n__tablename__ = 1\n", "x = \(repeated("1 + ", 100_000))1\n__tablename__ = 1\n",
    "x = \(repeated("[", 150))\(repeated("]", 150))\n__tablename__ = 1\n",
    "x = \(repeated("a.", 100_000))b\n__tablename__ = 1\n", "__tablename__ = \(repeated("-", 100_000))1\n",
  ]

  private static let odd: [String] = [
    "class A(A):\n    __tablename__ = 'a'\n",
    "class A(Base):\n    __tablename__ = 'a'\n    id = Column(Integer, ForeignKey('a.id'), primary_key=True)\n",
    "m = MetaData()\na = Table('a', m, Column('x', ForeignKey('b.x')))\nb = Table('b', m, Column('x', ForeignKey('a.x')))\n",
    "def f(x):\n    return f(x)\nclass A(Base):\n    __tablename__ = f('a')\n    id = Column(Integer)\n",
    "x = 'a' * 10 ** 12\ny = [0] * 10 ** 9\nfor i in range(10 ** 15):\n    x += 'b'\n__tablename__ = x\n",
    "x = [1]\nfor i in x:\n    x.append(i)\n__tablename__ = 'a'\n",
    "x = 'a'\nfor i in range(90000):\n    for j in range(90000):\n        x = x + 'a'\n__tablename__ = x\n",
    "import re\n__tablename__ = re.sub('(a+)+b', '', 'a' * 100)\n",
    "from models import *\nfrom . import models\nfrom models import Base\nimport models\n__tablename__ = models.x\n",
    "class A(Base):\n    __tablename__ = 'a\\x00b'\n    id = Column('\"; DROP', Integer, server_default=\"';--\")\n",
    "class A(Base):\n    __tablename__ = 'a'\n    x = Column(Integer, CheckConstraint('1); DROP TABLE a; --'))\n",
    "class A(Base):\n    __tablename__ = 'a'\n    x: Mapped['Mapped[Optional['] = mapped_column()\n",
    "class A(Base):\n    __tablename__ = 'a'\n    x = Column(Enum())\n    y = Column(ARRAY())\n    z = Column(String(-1))\n",
    "\u{0}__tablename__", "__tablename__ = '\u{202E}'", "\u{FEFF}__tablename__ = 1\r\nx = 2\rclass",
  ]

  @Test(arguments: odd + deep) func survivesOddInput(_ text: String) async throws {
    _ = try await read(Self.header + text)
  }

  /// SQL in the models can not end the statement it stands in.
  @Test func textOfTheModelsStaysText() async throws {
    let text =
      Self.header + """
        class A(Base):
            __tablename__ = 'a"; DROP TABLE b; --'
            id = Column(Integer, primary_key=True)
            b = Column(String, server_default="'); DROP TABLE b; --")
            __table_args__ = (CheckConstraint("id > 0); DROP TABLE b; --"), CheckConstraint("id > 0) OR (true"))

        """
    let reading = try await read(text)
    #expect(reading.value.tables.map(\.name.name) == ["a\"; DROP TABLE b; --"])
    #expect(reading.value.tables.first?.columns["b"]?.defaultExpression?.sql == "'''); DROP TABLE b; --'")
    #expect(reading.value.tables.first?.checks.isEmpty == true)
    #expect(reading.diagnostics.map(\.code) == ["python-sql", "python-sql"])
  }

  @Test(arguments: ["annotated", "indexes", "defaults", "mixins", "sqlmodel"])
  func survivesTruncation(_ name: String) async throws {
    let text = try #require(ModelCases.text("models.py", of: name))
    var generator = SeededGenerator(seed: UInt64(text.utf8.count))
    // Together they cost one process: each is a file of its own.
    let files = (0..<60).map { number in
      let end = generator.below(text.utf8.count)
      return SourceFile(path: "m\(number).py", text: String(decoding: text.utf8.prefix(end), as: UTF8.self))
    }
    _ = try await ModelCases.read(files)
    // Lines left out leave files that still parse.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let mutants = (0..<60).map { number in
      let gone = generator.below(lines.count)
      let rest = lines.enumerated().filter { $0.offset != gone }.map(\.element)
      return SourceFile(path: "n\(number).py", text: rest.joined(separator: "\n"))
    }
    _ = try await ModelCases.read(mutants)
  }
}
