import Foundation

/// Paths that lead in circles, nowhere, or to what is no file.
enum BrokenFolders {
  private static let table = BrokenInput.Entry.file { Data("CREATE TABLE t (id int PRIMARY KEY);\n".utf8) }
  private static let model = BrokenInput.Entry.file {
    Data("datasource db {\n provider = \"postgresql\"\n url = \"x\"\n}\nmodel t { id Int @id }\n".utf8)
  }
  private static let module = BrokenInput.Entry.file {
    Data("from sqlalchemy import *\nt = Table(\"t\", MetaData(), Column(\"id\", Integer, primary_key=True))\n".utf8)
  }
  private static let read = BrokenInput.Expectation.read(keeping: "CREATE TABLE public.t ")
  private static let unreadable = BrokenInput.Expectation.refused("unreadable-file")

  private static func inspect(
    _ name: String, _ source: String, _ expectation: BrokenInput.Expectation, _ entries: [String: BrokenInput.Entry],
    forbidding forbidden: [String] = []
  ) -> BrokenInput {
    BrokenInput(
      name: "folder: \(name)", arguments: ["inspect", source], entries: entries, expectation: expectation,
      forbidden: forbidden)
  }

  static let all: [BrokenInput] = links + kinds + forbidden + projects

  private static let links: [BrokenInput] = [
    inspect("a link to the folder it is in", "s", read, ["s/1.sql": table, "s/again": .link(to: ".")]),
    inspect("a link to the folder above", "s", read, ["s/1.sql": table, "s/up": .link(to: "..")]),
    inspect("two links in a circle", "s/a", unreadable, ["s/a": .link(to: "b"), "s/b": .link(to: "a")]),
    inspect("a file that links to itself", "a.sql", unreadable, ["a.sql": .link(to: "a.sql")]),
    inspect("a circle among migrations", "s", unreadable, ["s/1.sql": table, "s/2.sql": .link(to: "2.sql")]),
    inspect("a link to nothing", "a.sql", unreadable, ["a.sql": .link(to: "none.sql")]),
    inspect("a link to nothing among migrations", "s", unreadable, ["s/1.sql": table, "s/2.sql": .link(to: "none")]),
    inspect("a link to nothing among models", "s", unreadable, ["s/1.prisma": model, "s/2.prisma": .link(to: "none")]),
    inspect("a link to nothing among modules", "s", unreadable, ["s/a.py": module, "s/b.py": .link(to: "none")]),
    inspect(
      "forty links to each other", "s", read,
      Dictionary(uniqueKeysWithValues: (0..<40).map { ("s/d\($0)/next", .link(to: "../d\(($0 + 1) % 40)")) })
        .merging(["s/d0/1.sql": table]) { $1 }),
    inspect(
      "a file reached by two links", "s", read, ["s/1.sql": table, "s/x": .link(to: "y"), "s/y/a": .link(to: "../x")]),
  ]

  private static let kinds: [BrokenInput] = [
    inspect("nothing", "none.sql", unreadable, [:]),
    inspect("a folder that is empty", "s", .refused("empty-source"), ["s": .folder]),
    inspect("a folder called schema.sql", "schema.sql", .refused("empty-source"), ["schema.sql": .folder]),
    inspect("a folder called schema.prisma", "schema.prisma", .refused("empty-source"), ["schema.prisma": .folder]),
    inspect("a folder called models.py", "models.py", .refused("empty-source"), ["models.py": .folder]),
    inspect("a folder called 2.sql among migrations", "s", read, ["s/1.sql": table, "s/2.sql": .folder]),
    inspect("a pipe", "a.sql", unreadable, ["a.sql": .pipe]),
    inspect("a pipe called models.py", "models.py", unreadable, ["models.py": .pipe]),
    inspect("a pipe among migrations", "s", unreadable, ["s/1.sql": table, "s/2.sql": .pipe]),
    inspect("/dev/zero", "/dev/zero", .refused("unsupported-source"), [:]),
    inspect("/dev/zero as SQL", "a.sql", unreadable, ["a.sql": .link(to: "/dev/zero")]),
    inspect("/dev/zero as a model", "s", unreadable, ["s/a.prisma": .link(to: "/dev/zero")]),
    inspect("/dev/null as SQL", "a.sql", unreadable, ["a.sql": .link(to: "/dev/null")]),
  ]

  private static let forbidden: [BrokenInput] = [
    inspect("a file without rights", "a.sql", unreadable, ["a.sql": table], forbidding: ["a.sql"]),
    inspect("a model without rights", "a.prisma", unreadable, ["a.prisma": model], forbidding: ["a.prisma"]),
    inspect("a module without rights", "a.py", unreadable, ["a.py": module], forbidding: ["a.py"]),
    inspect("a folder without rights", "s", unreadable, ["s/1.sql": table], forbidding: ["s"]),
    inspect(
      "a folder without rights in another", "s", unreadable, ["s/1.sql": table, "s/t/2.sql": table], forbidding: ["s/t"]
    ),
    inspect(
      "a file without rights among others", "s", unreadable, ["s/1.sql": table, "s/2.sql": table],
      forbidding: ["s/2.sql"]),
    project(
      "a project file without rights", unreadable, ["dbplan.yml": yaml("schema: schema.sql\n")],
      forbidding: ["dbplan.yml"]),
    project(
      "a plan without rights", unreadable, ["Plans/p.yml": yaml("plan: x\nschema: ../schema.sql\n")],
      forbidding: ["Plans/p.yml"]),
  ]

  private static func yaml(_ text: String) -> BrokenInput.Entry { .file { Data(text.utf8) } }

  private static func project(
    _ name: String, _ expectation: BrokenInput.Expectation, _ entries: [String: BrokenInput.Entry],
    forbidding forbidden: [String] = []
  ) -> BrokenInput {
    BrokenInput(
      name: "folder: \(name)", arguments: ["check", "--fail-on", "never"],
      entries: entries.merging(["schema.sql": table]) { first, _ in first }, expectation: expectation,
      forbidden: forbidden)
  }

  private static let projects: [BrokenInput] = [
    project(
      "dbplan.yml is a folder", unreadable,
      ["dbplan.yml": .folder, "Plans/p.yml": yaml("plan: x\nschema: ../schema.sql\n")]),
    project("dbplan.yml is a pipe", unreadable, ["dbplan.yml": .pipe]),
    project(
      "dbplan.yml links to itself", unreadable,
      ["dbplan.yml": .link(to: "dbplan.yml"), "Plans/p.yml": yaml("plan: x\nschema: ../schema.sql\n")]),
    project(
      "a plan that links to nothing", unreadable,
      ["dbplan.yml": yaml("schema: schema.sql\n"), "Plans/p.yml": .link(to: "none")]),
    project("a plan that is a pipe", unreadable, ["dbplan.yml": yaml("schema: schema.sql\n"), "Plans/p.yml": .pipe]),
    project(
      "a plan that is a folder", .readOrRefused, ["dbplan.yml": yaml("schema: schema.sql\n"), "Plans/p.yml": .folder]),
    project(
      "a schema that is a device", .refused("unsupported-source"), ["Plans/p.yml": yaml("plan: x\nschema: /dev/zero\n")]
    ),
    project(
      "use: links to nothing", .refused("plan-file-missing"),
      [
        "Plans/p.yml": yaml("plan: x\nschema: ../schema.sql\nuse: _shared.yml\n"),
        "Plans/_shared.yml": .link(to: "none"),
      ]),
  ]
}
