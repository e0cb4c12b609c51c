/// A stretch of a source file that a fact was read from.
package struct SourceSpan: Hashable, Sendable {
  package let path: String
  /// UTF-8 offset and length within the file.
  package let offset: Int
  package let length: Int
  /// Where it begins, both from 1; columns count Unicode scalars. Both are 0 in a source without lines.
  package let line: Int
  package let column: Int

  package init(path: String, offset: Int, length: Int, line: Int, column: Int) {
    self.path = path
    self.offset = offset
    self.length = length
    self.line = line
    self.column = column
  }

  /// A source without lines, such as a database.
  package init(wholeOf name: String) { self.init(path: name, offset: 0, length: 0, line: 0, column: 0) }

  /// Whether it points at a line.
  package var hasLine: Bool { line > 0 }

  /// `path:line`, the form in which plans cite their sources.
  package var reference: String { hasLine ? "\(path):\(line)" : path }

  /// `path:line:column`
  package var position: String { hasLine ? "\(path):\(line):\(column)" : path }
}

extension SourceSpan: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    (left.path, left.offset, left.length) < (right.path, right.offset, right.length)
  }
}

/// A value together with where it was written.
package struct Located<Value: Sendable>: Sendable {
  package var value: Value
  package var span: SourceSpan?

  package init(_ value: Value, span: SourceSpan? = nil) {
    self.value = value
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
