import MarkdownWriting
import FindingReports

/// Links into the files of a commit on a forge; without one, positions stay text.
package struct ForgeLinks: Sendable, Hashable {
  /// `https://github.com/owner/repository`.
  private let repository: String?

  /// - Parameters:
  ///   - server: an https address, as workflow runs name it.
  ///   - repository: `owner/name`.
  package init(server: String? = nil, repository: String? = nil) {
    guard let server, let repository, server.hasPrefix("https://"), Self.isName(repository) else {
      self.repository = nil
      return
    }
    self.repository = "\(server)/\(repository)"
  }

  /// A position as Markdown: `db/schema.sql:14`, leading to the line at a commit.
  func markdown(_ location: ReportLocation, at commit: String) -> String {
    let text = ReportText.code("\(location.path):\(location.line)")
    guard let repository else { return text }
    let lines = location.lastLine > location.line ? "L\(location.line)-L\(location.lastLine)" : "L\(location.line)"
    return MarkdownText.link(
      markup: text, to: "\(repository)/blob/\(commit)/\(ReportPaths.uri(location.path))?plain=1#\(lines)")
  }

  private static func isName(_ repository: String) -> Bool {
    let parts = repository.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { part in
        !part.isEmpty
          && part.utf8.allSatisfy {
            "-._".utf8.contains($0) || Character(Unicode.Scalar($0)).isLetter
              || Character(Unicode.Scalar($0)).isNumber
          }
      }
  }
}
