import Foundation
import Synchronization
import TestKit
import Testing

@testable import Workspace

@Suite struct OutputTransactionTests {
  private static let manifest = OutputManifest.fileName

  private static func write(_ files: [String: String], to root: String, disk: Disk = Disk()) throws -> OutputSummary {
    var transaction = OutputTransaction(root: root, disk: disk)
    transaction.place(files.sorted { $0.key < $1.key }.map { OutputFile($0.key, $0.value) }, in: "plan")
    return try transaction.commit()
  }

  @Test func writesRewritesAndRemovesOnlyItsOwn() async throws {
    try await withTemporaryFolder { folder in
      let root = "\(folder)/deep/Output"
      let first = try Self.write(["plan.md": "one", "tables/a.md": "a", "tables/b.md": "b"], to: root)
      #expect(first.written == 3)
      try TestKit.write("mine", to: "\(root)/plan/tables/notes.txt")
      let second = try Self.write(["plan.md": "two", "tables/a.md": "a"], to: root)
      #expect((second.written, second.unchanged, second.removed) == (1, 1, 1))
      #expect(
        try tree(of: root) == [
          "plan/plan.md": "two", "plan/tables/a.md": "a", "plan/tables/notes.txt": "mine",
          "plan/\(Self.manifest)": "plan.md\ntables/a.md\n",
        ])
    }
  }

  @Test func clearingLeavesNothing() async throws {
    try await withTemporaryFolder { folder in
      _ = try Self.write(["a/b/c.md": "x"], to: folder)
      #expect(OutputTransaction.folders(in: folder) == ["plan"])
      var transaction = OutputTransaction(root: folder)
      transaction.clear("plan")
      #expect(try transaction.commit().removed == 1)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test func unchangedFilesKeepTheirTime() async throws {
    try await withTemporaryFolder { folder in
      _ = try Self.write(["a.md": "x"], to: folder)
      let path = "\(folder)/plan/a.md"
      let old = Date(timeIntervalSince1970: 1_000_000)
      try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
      _ = try Self.write(["a.md": "x", "b.md": "y"], to: folder)
      #expect(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == old)
    }
  }

  @Test func aFileBecomesAFolderAndBack() async throws {
    try await withTemporaryFolder { folder in
      _ = try Self.write(["a": "x"], to: folder)
      _ = try Self.write(["a/b": "y"], to: folder)
      #expect(try tree(of: folder)["plan/a/b"] == "y")
      _ = try Self.write(["A/b": "z"], to: folder)
      #expect(try tree(of: folder).keys.sorted() == ["plan/\(Self.manifest)", "plan/A/b"])
    }
  }

  /// Every single change to the disk fails once, with no space and with no right; the old output stays.
  @Test(arguments: [ENOSPC, EACCES])
  func anyFaultLeavesTheOldOutput(code: Int32) async throws {
    try await withTemporaryFolder { folder in
      let root = "\(folder)/Output"
      _ = try Self.write(["plan.md": "one", "gone.md": "g", "x/deep.md": "d"], to: root)
      let before = try tree(of: root)
      let after = ["plan.md": "two", "new/y.md": "n", "x/deep.md": "e"]
      var faults = 0
      while true {
        let countdown = Mutex(faults)
        let disk = Disk { _ in
          countdown.withLock {
            $0 -= 1
            return $0 == -1 ? code : nil
          }
        }
        do {
          _ = try Self.write(after, to: root, disk: disk)
          break
        } catch let error as WorkspaceError {
          switch error {
          case .diskFull: #expect(code == ENOSPC)
          case .notWritable: #expect(code == EACCES)
          default: Issue.record("unexpected \(error)")
          }
          #expect(try tree(of: root) == before, "after fault \(faults)")
          faults += 1
        }
      }
      #expect(faults > 12)
      #expect(try tree(of: root)["plan/plan.md"] == "two")
    }
  }

  /// A run that is killed between two moves is undone by the next one.
  @Test func aKilledRunIsUndone() async throws {
    try await withTemporaryFolder { root in
      _ = try Self.write(["plan.md": "one", "gone.md": "g"], to: root)
      let before = try tree(of: root)
      let run = "\(root)/.dbplan-run"
      try TestKit.write(
        "remove\t0\tplan/gone.md\nreplace\t1\tplan/plan.md\nadd\t2\tplan/new.md\n", to: "\(run)/journal")
      try TestKit.write("g", to: "\(run)/old/0")
      try TestKit.write("one", to: "\(run)/old/1")
      try TestKit.write("two", to: "\(root)/plan/plan.md")
      try TestKit.write("new", to: "\(root)/plan/new.md")
      try FileManager.default.removeItem(atPath: "\(root)/plan/gone.md")
      #expect(throws: WorkspaceError.foreignFile(path: "plan/foreign.md")) {
        try TestKit.write("mine", to: "\(root)/plan/foreign.md")
        _ = try Self.write(["foreign.md": "ours"], to: root)
      }
      try FileManager.default.removeItem(atPath: "\(root)/plan/foreign.md")
      #expect(try tree(of: root) == before)
    }
  }

  @Test func refusesWhatIsNotItsOwn() async throws {
    try await withTemporaryFolder { folder in
      try TestKit.write("mine", to: "\(folder)/plan/plan.md")
      #expect(throws: WorkspaceError.foreignFile(path: "plan/plan.md")) { try Self.write(["plan.md": "x"], to: folder) }
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/plan/tables", withDestinationPath: "/tmp")
      #expect(throws: WorkspaceError.foreignFile(path: "plan/tables")) { try Self.write(["tables/x": "x"], to: folder) }
      // A manifest that points outside removes nothing.
      try TestKit.write("keep", to: "\(folder)/keep.txt")
      try TestKit.write("../keep.txt\n/etc/hosts\n", to: "\(folder)/plan/\(Self.manifest)")
      _ = try Self.write(["other.md": "x"], to: folder)
      #expect(try tree(of: folder)["keep.txt"] == "keep")
    }
  }

  @Test func refusesNamesThatCollideWithoutCase() async throws {
    try await withTemporaryFolder { folder in
      #expect(throws: WorkspaceError.nameCollision("plan/A.md", "plan/a.md")) {
        try Self.write(["A.md": "", "a.md": ""], to: folder)
      }
      #expect(throws: WorkspaceError.nameCollision("plan/B/", "plan/b/y.md")) {
        try Self.write(["B/x.md": "", "b/y.md": ""], to: folder)
      }
      #expect(throws: WorkspaceError.invalidPath("plan/../x")) { try Self.write(["../x": ""], to: folder) }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test func onlyOneRunAtATime() async throws {
    try await withTemporaryFolder { folder in
      let run = try OutputRun(root: folder, disk: Disk())
      #expect(throws: WorkspaceError.busy(path: folder)) { try Self.write(["a": ""], to: folder) }
      run.abandon()
      #expect(try Self.write(["a": ""], to: folder).written == 1)
    }
  }
}
