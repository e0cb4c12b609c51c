package import Diagnostics

/// Where something stands, as a forge names it: lines and columns from 1, columns in Unicode scalars, the end exclusive.
package struct ReportLocation: Sendable, Hashable {
  /// From the top of the repository.
  package var path: String
  package var line: Int
  package var column: Int
  /// nil when the text of the file is not at hand.
  package var end: End?

  package struct End: Sendable, Hashable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  package init(path: String, line: Int, column: Int, end: End?) {
    self.path = path
    self.line = line
    self.column = column
    self.end = end
  }

  /// The last line that something of it stands on.
  package var lastLine: Int {
    guard let end, end.line > line else { return line }
    return end.column > 1 ? end.line : end.line - 1
  }
}

/// Turns spans into locations; knows the texts that the spans are in.
package struct ReportLocator: Sendable {
  package let paths: ReportPaths
  private let files: [String: SourceFile]

  /// - Parameter files: by their paths as spans name them, relative to the project.
  package init(paths: ReportPaths, files: [SourceFile]) {
    self.paths = paths
    self.files = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// nil for what stands in no file: a database, say.
  package func location(of span: SourceSpan) -> ReportLocation? {
    guard span.hasLine else { return nil }
    let end = files[span.path].map { $0.location(at: span.offset + span.length) }
    return ReportLocation(
      path: paths.fromTop(span.path), line: span.line, column: span.column,
      end: end.map { ReportLocation.End(line: $0.line, column: $0.column) })
  }
}
