import Diagnostics

/// Two versions of a repository that somebody wants compared.
package struct GitRevisions: Sendable, Hashable {
  package var base: GitCommit
  /// nil for the working tree.
  package var head: GitCommit?
  /// What the two are called.
  package var baseLabel: String
  package var headLabel: String
}

extension GitRepository {
  /// The versions that `BASE [HEAD]` names: `BASE...HEAD` begins at their common ancestor, `BASE..HEAD` at BASE, and
  /// without a HEAD the working tree is meant. `BASE...` compares the working tree with what it branched off from.
  package func revisions(
    _ base: String, _ head: String?
  ) async throws(WorkspaceError) -> Result<GitRevisions, GitReferenceProblem> {
    guard let dots = base.firstRange(of: "..") else { return try await revisions(from: base, to: head) }
    let isMergeBase = base[dots.upperBound...].hasPrefix(".")
    let first = String(base[..<dots.lowerBound])
    let second = String(base[dots.upperBound...].dropFirst(isMergeBase ? 1 : 0))
    if !second.isEmpty, head != nil {
      return .failure(.reference("\(base) names both sides, so there is no place for \(head ?? "")", fix: nil))
    }
    let end = second.isEmpty ? head : second
    guard isMergeBase else { return try await revisions(from: first.isEmpty ? "HEAD" : first, to: end) }
    return try await sinceTheyParted(first.isEmpty ? "HEAD" : first, end)
  }

  private func revisions(
    from base: String, to head: String?
  ) async throws(WorkspaceError) -> Result<GitRevisions, GitReferenceProblem> {
    let first: GitCommit
    switch try await commit(base) {
    case .success(let commit): first = commit
    case .failure(let problem): return .failure(problem)
    }
    guard let head else {
      return .success(GitRevisions(base: first, head: nil, baseLabel: base, headLabel: Self.workingTree))
    }
    switch try await commit(head) {
    case .success(let second):
      return .success(GitRevisions(base: first, head: second, baseLabel: base, headLabel: head))
    case .failure(let problem): return .failure(problem)
    }
  }

  private func sinceTheyParted(
    _ base: String, _ head: String?
  ) async throws(WorkspaceError) -> Result<GitRevisions, GitReferenceProblem> {
    var revisions: GitRevisions
    switch try await self.revisions(from: base, to: head ?? "HEAD") {
    case .success(let found): revisions = found
    case .failure(let problem): return .failure(problem)
    }
    guard let tip = revisions.head, let common = try await mergeBase(of: revisions.base, and: tip) else {
      return .failure(
        .reference("\(base) and \(head ?? "HEAD") have no common ancestor", fix: "name two commits instead"))
    }
    revisions.base = common
    revisions.baseLabel = "\(base)...\(head ?? "HEAD")"
    if head == nil {
      revisions.head = nil
      revisions.headLabel = Self.workingTree
    }
    return .success(revisions)
  }

  private static let workingTree = "the working tree"
}

extension GitReferenceProblem {
  fileprivate static func reference(_ message: String, fix: String?) -> GitReferenceProblem {
    GitReferenceProblem(diagnostic: Diagnostic(.error, code: "unknown-reference", message, fix: fix))
  }
}
