import Diagnostics
import Foundation
import TestKit
import Testing
import Workspace

@Suite struct SourceReaderTests {
  @Test func readsAFolderInNaturalOrderThroughLinks() async throws {
    try await withTemporaryFolder { folder in
      for name in ["10_b.sql", "2_a.sql", "2_a/x.sql", "readme.md", ".git/x.sql", "node_modules/y.sql", "a/b/c.sql"] {
        try write(name, to: "\(folder)/db/\(name)")
      }
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/db/a/loop", withDestinationPath: "\(folder)/db")
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/db/z.sql", withDestinationPath: "nowhere")
      let reading = SourceReader(root: folder).folder("db", extensions: ["sql"])
      #expect(
        reading.value.map(\.path) == ["db/2_a/x.sql", "db/2_a.sql", "db/10_b.sql", "db/a/b/c.sql"])
      #expect(reading.diagnostics.map(\.code) == ["unreadable-file"])
      #expect(reading.diagnostics.first?.span?.path == "db/z.sql")
    }
  }

  @Test(arguments: [
    (Data([0x61, 0x0A, 0xFF, 0x62]), "not-utf8", 2), (Data([0x61, 0x00]), "not-utf8", 1),
    (Data([0xFF, 0xFE, 0x61, 0x00]), "not-utf8", 1), (Data(repeating: 0x61, count: 101), "unreadable-file", 1),
  ])
  func whatIsNoTextIsADiagnostic(content: Data, code: String, line: Int) async throws {
    try await withTemporaryFolder { folder in
      try write(content, to: "\(folder)/x.sql")
      let reading = SourceReader(root: folder, sizeLimit: 100).file("x.sql")
      #expect(reading.value == nil)
      #expect(reading.diagnostics.map(\.code) == [code])
      #expect(reading.diagnostics.first?.span?.line == line)
    }
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x61, 0x00], "UTF-16"), ([0xFE, 0xFF, 0x00, 0x61], "UTF-16"), ([0x61, 0x00, 0x62, 0x00], "UTF-16"),
      ([0x00, 0x61, 0x00, 0x62], "UTF-16"), ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00], "UTF-32"),
      ([0x00, 0x00, 0xFE, 0xFF, 0x00, 0x00, 0x00, 0x61], "UTF-32"), ([0x61, 0x00, 0x00, 0x00], "UTF-32"),
      ([0x00, 0x00, 0x00, 0x61], "UTF-32"), ([0x00, 0x00, 0x00, 0x00], "a NUL byte"),
      ([0x61, 0xE9, 0x62], "valid UTF-8"),
    ] as [([UInt8], String)])
  func otherEncodingsAreNamed(bytes: [UInt8], name: String) async throws {
    try await withTemporaryFolder { folder in
      try write(Data(bytes), to: "\(folder)/x.sql")
      let message = SourceReader(root: folder).file("x.sql").diagnostics.first?.message
      #expect(message?.contains(name) == true, "\(message ?? "")")
    }
  }

  @Test func foldersWithoutAnEndAreRefused() async throws {
    try await withTemporaryFolder { folder in
      for number in 0..<30 { try write("12345", to: "\(folder)/db/\(number).sql") }
      func read(_ reader: SourceReader) -> Reading<[SourceFile]> { reader.folder("db", extensions: ["sql"]) }
      #expect(read(SourceReader(root: folder)).value.count == 30)
      #expect(read(SourceReader(root: folder, sizeLimit: 150, entryLimit: 30)).value.count == 30)
      for reader in [SourceReader(root: folder, entryLimit: 29), SourceReader(root: folder, sizeLimit: 149)] {
        #expect(read(reader).value.isEmpty)
        #expect(read(reader).diagnostics.map(\.code) == ["folder-too-large"])
      }
    }
  }

  @Test func linksThatLeadNowhereAreTold() async throws {
    try await withTemporaryFolder { folder in
      let files = FileManager.default
      try files.createSymbolicLink(atPath: "\(folder)/gone.sql", withDestinationPath: "none.sql")
      try files.createSymbolicLink(atPath: "\(folder)/circle.sql", withDestinationPath: "circle.sql")
      let reader = SourceReader(root: folder)
      #expect(reader.file("gone.sql").diagnostics.first?.message.contains("a link to a file that is not there") == true)
      #expect(reader.file("circle.sql").diagnostics.first?.fix == "mend or remove the link")
    }
  }

  @Test func missingFoldersAndWrongKindsAreDiagnostics() async throws {
    try await withTemporaryFolder { folder in
      let reader = SourceReader(root: folder)
      #expect(reader.file("none.sql").diagnostics.map(\.code) == ["unreadable-file"])
      #expect(reader.file(".").diagnostics.map(\.code) == ["unreadable-file"])
      #expect(reader.folder("none", extensions: ["sql"]).diagnostics.map(\.code) == ["unreadable-file"])
      #expect(reader.kind(of: "none") == .missing)
      #expect(reader.kind(of: ".") == .folder)
    }
  }

  @Test func aByteOrderMarkIsNoText() async throws {
    try await withTemporaryFolder { folder in
      try write(Data([0xEF, 0xBB, 0xBF, 0x61]), to: "\(folder)/x.sql")
      #expect(SourceReader(root: folder).file("x.sql").value?.text == "a")
    }
  }

  @Test(arguments: [
    ("2", "10"), ("a2", "a10"), ("a02", "a2"), ("a/2", "a.2"), ("A", "a"), ("x", "x1"),
    ("20240101_a", "20240102"), ("99999999999999999999998", "99999999999999999999999"),
  ])
  func naturalOrderIsTotal(first: String, second: String) {
    #expect(NaturalOrder.precedes(first, second))
    #expect(!NaturalOrder.precedes(second, first))
    #expect(!NaturalOrder.precedes(first, first))
  }

  @Test func findsTheProjectAbove() async throws {
    try await withTemporaryFolder { folder in
      try write("", to: "\(folder)/Plans/a.yml")
      try write("", to: "\(folder)/deep/er/x")
      let project = try #require(ProjectFolder.containing("\(folder)/deep/er"))
      #expect(!project.hasConfiguration)
      try write("", to: "\(folder)/deep/dbplan.yml")
      #expect(ProjectFolder.containing("\(folder)/deep/er")?.root.hasSuffix("/deep") == true)
    }
  }
}
