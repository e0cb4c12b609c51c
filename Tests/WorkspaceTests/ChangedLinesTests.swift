import TestKit
import Testing

@testable import Workspace

struct ChangedLinesTests {
  private func lines(_ diff: String) -> [String: [ClosedRange<Int>]] { ChangedLines(diff: Array(diff.utf8)).ranges }

  @Test func hunksOfSeveralFiles() {
    let diff = """
      diff --git a/db/a.sql b/db/a.sql
      --- a/db/a.sql
      +++ b/db/a.sql
      @@ -1,2 +1 @@ CREATE TABLE a
      -old
      --- a/looks/like/a/header
      +++ b/not/a/file.sql
      @@ -9,0 +10,2 @@
      +@@ -1 +1,50 @@
      +x
      @@ -20,3 +22,0 @@
      -a
      -b
      -c
      diff --git a/gone.sql b/gone.sql
      --- a/gone.sql
      +++ /dev/null
      @@ -1 +0,0 @@
      -x
      diff --git "a/\\303\\244 \\"b\\".sql" "b/\\303\\244 \\"b\\".sql"
      --- "a/\\303\\244 \\"b\\".sql"
      +++ "b/\\303\\244 \\"b\\".sql"
      @@ -0,0 +1,3 @@
      +x
      +y
      +z
      \\ No newline at end of file

      """
    #expect(lines(diff) == ["db/a.sql": [1...1, 10...11], "ä \"b\".sql": [1...3]])
  }

  @Test func firstLineOfARange() {
    let lines = ChangedLines(["a.sql": [2...3, 8...10]])
    #expect(lines.first(in: 1...5, of: "a.sql") == 2)
    #expect(lines.first(in: 3...9, of: "a.sql") == 3)
    #expect(lines.first(in: 4...7, of: "a.sql") == nil)
    #expect(lines.first(in: 9...20, of: "a.sql") == 9)
    #expect(lines.first(in: 11...20, of: "a.sql") == nil)
    #expect(lines.first(in: 2...2, of: "b.sql") == nil)
  }

  @Test func whatGitSays() async throws {
    try await withTemporaryFolder { folder in
      func git(_ arguments: String...) async throws {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
        _ = try await ProcessRunner().output(of: .git, identity + arguments, in: folder)
      }
      try write("one\ntwo\nthree\n", to: "\(folder)/app/a b.sql")
      try write((1...40).map { "line \($0)\n" }.joined(), to: "\(folder)/db/old.sql")
      try write("x\n", to: "\(folder)/notes.txt")
      try await git("init", "-q")
      try await git("config", "diff.noprefix", "true")
      try await git("add", "-A")
      try await git("commit", "-q", "-m", "one")
      try write("one\n2\nthree\nfour\n", to: "\(folder)/app/a b.sql")
      try write("y\n", to: "\(folder)/notes.txt")
      try write("new\n", to: "\(folder)/app/ü.sql")
      try await git("mv", "db/old.sql", "db/new.sql")
      try write((1...40).map { $0 == 7 ? "seven\n" : "line \($0)\n" }.joined(), to: "\(folder)/db/new.sql")
      try await git("add", "-A")
      try await git("commit", "-q", "-m", "two")
      // Paths are from the top, wherever the project is.
      let repository = GitRepository(folder: "\(folder)/app")
      let old = try await repository.commit("HEAD~1").get()
      let new = try await repository.commit("HEAD").get()
      let lines = try await repository.changedLines(from: old.id, to: new.id, extensions: ["sql"])
      #expect(lines.ranges == ["app/a b.sql": [2...2, 4...4], "app/ü.sql": [1...1], "db/new.sql": [7...7]])
      #expect(try await repository.prefix() == "app/")
      #expect(try await GitRepository(folder: folder).prefix() == "")
    }
    try await withTemporaryFolder { folder in
      let prefix = try await GitRepository(folder: folder).prefix()
      #expect(prefix == nil)
    }
  }
}
