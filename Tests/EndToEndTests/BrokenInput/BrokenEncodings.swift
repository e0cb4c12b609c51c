import Foundation
import TestKit

/// Texts that are not UTF-8, or have bytes in them that no text has.
enum BrokenEncodings {
  /// A schema in each language, with a letter beyond ASCII and without line breaks that mean something in a comment.
  private static let texts = [
    "schema.sql": "CREATE TABLE t (id int PRIMARY KEY);\nCOMMENT ON TABLE t IS 'café';\n",
    "schema.prisma": """
    datasource db {
      provider = "postgresql"
      url = "x"
    }
    /// café
    model t {
      id Int @id
    }

    """,
    "models.py": """
    from sqlalchemy import *
    m = MetaData()
    t = Table("t", m, Column("id", Integer, primary_key=True), comment="café")

    """,
    "Plans/p.yml": "plan: café\nschema: ../schema.sql\n",
    "dbplan.yml": "project: café\nschema: schema.sql\n",
  ]

  private static let refused = BrokenInput.Expectation.refused("not-utf8")

  static let all: [BrokenInput] =
    texts.keys.sorted().flatMap { path in
      encoded(path) + damaged(path)
    } + declared

  private static func encoded(_ path: String) -> [BrokenInput] {
    let encodings: [(String, String.Encoding, [UInt8])] = [
      ("UTF-16LE", .utf16LittleEndian, [0xFF, 0xFE]), ("UTF-16BE", .utf16BigEndian, [0xFE, 0xFF]),
      ("UTF-32LE", .utf32LittleEndian, [0xFF, 0xFE, 0, 0]), ("UTF-32BE", .utf32BigEndian, [0, 0, 0xFE, 0xFF]),
    ]
    return encodings.flatMap { name, encoding, mark in
      [
        input(path, "\(name) with a mark", refused) { Data(mark) + ($0.data(using: encoding) ?? Data()) },
        input(path, "\(name) without a mark", refused) { $0.data(using: encoding) ?? Data() },
      ]
    } + [input(path, "Latin-1", refused) { $0.data(using: .isoLatin1) ?? Data() }]
  }

  private static func damaged(_ path: String) -> [BrokenInput] {
    let keeping =
      path.hasSuffix(".yml") ? "" : path.hasSuffix(".prisma") ? "CREATE TABLE public.t " : "CREATE TABLE public.t "
    return [
      input(path, "a mark of UTF-8", .read(keeping: keeping)) { Data([0xEF, 0xBB, 0xBF]) + Data($0.utf8) },
      input(path, "CRLF", .read(keeping: keeping)) { Data($0.split(separator: "\n").joined(separator: "\r\n").utf8) },
      input(path, "CR", .readOrRefused) { Data($0.split(separator: "\n").joined(separator: "\r").utf8) },
      input(path, "a NUL in the middle", refused) { Data($0.utf8) + [0] + Data($0.utf8) },
      input(path, "nothing but NUL", refused) { _ in Data(repeating: 0, count: 1000) },
      input(path, "nothing", .readOrRefused) { _ in Data() },
      input(path, "a slash of two bytes", refused) { Data($0.utf8) + [0xC0, 0xAF, 0x0A] },
      input(path, "half a surrogate", refused) { Data($0.utf8) + [0xED, 0xA0, 0x80, 0x0A] },
      input(path, "every byte", refused) { _ in Data((0...255).map { UInt8($0) }) },
      input(path, "bytes by chance", refused) { _ in
        var random = SeededGenerator(seed: 1)
        return Data((0..<100_000).map { _ in UInt8(truncatingIfNeeded: random.next()) })
      },
    ]
  }

  /// Python may say in its first lines that it is not UTF-8; whoever reads it as if it were reads other names.
  private static let declared: [BrokenInput] = [
    ("latin-1", "\u{E9}", .isoLatin1, .refused("not-utf8")), ("nonsense", "é", .utf8, .refused("python-syntax")),
    ("latin-1", "é", .utf8, .refused("python-syntax")), ("utf-8", "é", .utf8, .read(keeping: "café")),
  ].map { (name: String, letter: String, encoding: String.Encoding, expectation: BrokenInput.Expectation) in
    let text =
      "# -*- coding: \(name) -*-\nfrom sqlalchemy import *\nm = MetaData()\n"
      + "t = Table(\"caf\(letter)\", m, Column(\"id\", Integer, primary_key=True))\n"
    return BrokenInput(
      name: "py: declares \(name), is \(encoding == .utf8 ? "UTF-8" : "Latin-1")", arguments: ["inspect", "models.py"],
      entries: ["models.py": .file { text.data(using: encoding) ?? Data() }], expectation: expectation)
  }

  private static func input(
    _ path: String, _ name: String, _ expectation: BrokenInput.Expectation,
    _ bytes: @escaping @Sendable (String) -> Data
  ) -> BrokenInput {
    let text = texts[path] ?? ""
    var entries: [String: BrokenInput.Entry] = [path: .file { bytes(text) }]
    let isPlan = path.hasSuffix(".yml")
    if isPlan {
      entries["schema.sql"] = .file { Data("CREATE TABLE t (id int PRIMARY KEY);\n".utf8) }
      if path == "dbplan.yml" { entries["Plans/p.yml"] = .file { Data("plan: x\n".utf8) } }
    }
    return BrokenInput(
      name: "\(path): \(name)", arguments: isPlan ? ["check", "--fail-on", "never"] : ["inspect", path],
      entries: entries, expectation: expectation)
  }
}
