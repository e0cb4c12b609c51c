import Diagnostics
import Foundation
import TestKit
import Testing
import Workspace

@Suite struct GitRepositoryTests {
  private func git(_ arguments: [String], in folder: String) async throws {
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
    _ = try await ProcessRunner().output(of: .git, identity + arguments, in: folder)
  }

  private func repository(_ body: (String) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      try write("create table a ();", to: "\(folder)/db/2.sql")
      try write("create table b ();", to: "\(folder)/db/10.sql")
      try write(Data([0x61, 0xFF]), to: "\(folder)/db/broken.sql")
      try write("no", to: "\(folder)/notes.txt")
      try write("plan: x", to: "\(folder)/app/Plans/x.yml")
      try await git(["init", "-q"], in: folder)
      try await git(["add", "-A"], in: folder)
      try await git(["commit", "-q", "-m", "one"], in: folder)
      try await body(folder)
    }
  }

  private func commit(_ reference: String, in folder: String) async throws -> GitCommit {
    try await GitRepository(folder: folder).commit(reference).get()
  }

  @Test func readsFilesOfACommit() async throws {
    try await repository { folder in
      let repository = GitRepository(folder: folder)
      let head = try await commit("HEAD", in: folder)
      try write("changed", to: "\(folder)/db/2.sql")
      let files = try await repository.files(at: head, extensions: ["sql"])
      #expect(files.value.map(\.path) == ["db/2.sql", "db/10.sql"])
      #expect(files.value.map(\.text) == ["create table a ();", "create table b ();"])
      #expect(files.diagnostics.map(\.code) == ["not-utf8"])
      #expect(files.diagnostics.first?.span?.path == "db/broken.sql")
    }
  }

  @Test func pathsStartAtTheFolder() async throws {
    try await repository { folder in
      let app = GitRepository(folder: "\(folder)/app")
      let files = try await app.files(at: try await commit("main", in: folder), extensions: ["sql", "yml"])
      #expect(files.value.map(\.path).sorted() == ["../db/10.sql", "../db/2.sql", "Plans/x.yml"])
    }
  }

  @Test func wrongReferencesAreTold() async throws {
    try await repository { folder in
      let repository = GitRepository(folder: folder)
      func message(_ reference: String) async throws -> String? {
        guard case .failure(let problem) = try await repository.commit(reference) else { return nil }
        return problem.diagnostic.message
      }
      #expect(try await message("--output=x")?.contains("is no name") == true)
      #expect(try await message("nowhere")?.contains("knows no commit") == true)
      #expect(try await message("")?.contains("is no name") == true)
      try await git(["branch", "twice"], in: folder)
      try await git(["tag", "twice"], in: folder)
      #expect(try await message("twice")?.contains("ambiguous") == true)
      #expect(try await message("refs/tags/twice") == nil)
    }
    try await withTemporaryFolder { folder in
      guard case .failure(let problem) = try await GitRepository(folder: folder).commit("main") else {
        Issue.record("there is no repository")
        return
      }
      #expect(problem.diagnostic.message.contains("no git repository"))
    }
  }

  @Test func findsTheMergeBase() async throws {
    try await repository { folder in
      let repository = GitRepository(folder: folder)
      let base = try await commit("HEAD", in: folder)
      try await git(["checkout", "-q", "-b", "side"], in: folder)
      try await git(["commit", "-q", "--allow-empty", "-m", "two"], in: folder)
      try await git(["checkout", "-q", "main"], in: folder)
      try await git(["commit", "-q", "--allow-empty", "-m", "three"], in: folder)
      let found = try await repository.mergeBase(
        of: try await commit("main", in: folder), and: try await commit("side", in: folder))
      #expect(found?.id == base.id)
    }
  }
}
