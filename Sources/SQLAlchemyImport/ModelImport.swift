package import Diagnostics
import SQLReading
package import SchemaModel

/// The models of a Python program as SQLAlchemy itself describes them: the modules are run, and the DDL that is made of
/// their metadata is read. Only ever done when it was asked for.
package struct ModelImport: Sendable {
  /// How such a source begins.
  package static let prefix = "import:"

  /// `module`, which is run, or `module:name`, whose metadata is printed too; in that order.
  package let targets: [String]
  private let source: Located<String>

  /// - Parameter source: `import:module:name`; several with commas between, which share one process.
  package init(_ source: Located<String>) {
    self.source = source
    targets = source.value.dropFirst(Self.prefix.count).split(separator: ",").map {
      String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// What is wrong with how it is written; nil when it can be tried.
  package var problem: Diagnostic? {
    let isWritten = targets.allSatisfy { target in
      let parts = target.split(separator: ":", omittingEmptySubsequences: false)
      return parts.count <= 2 && parts.allSatisfy(Self.isDottedName)
    }
    guard !isWritten || !targets.contains(where: { $0.contains(":") }) else { return nil }
    return Diagnostic(
      .error, code: "import-target", "\(source.value) names no metadata", at: source.span,
      why: "it is a module, a colon, and a name in it that is a MetaData or has one",
      fix: "write import:app.models:Base, or import:app.models,app.db:Base when another module holds the base")
  }

  /// What `python3` is given: the program, then what it is about.
  package var arguments: [String] { ["-c", Self.program] + targets }

  /// The text of the program that prints the DDL.
  package static var program: String { String(decoding: PackageResources.emit_ddl_py, as: UTF8.self) }

  /// The DDL that was printed, as a catalog.
  package func read(_ ddl: String) -> Reading<(catalog: Catalog, file: SourceFile)> {
    let file = SourceFile(path: source.value, text: ddl)
    var reading = SQLReader().read([file])
    reading.value.origin.language = .sqlalchemy
    return Reading((reading.value, file), diagnostics: reading.diagnostics)
  }

  /// Why there is no DDL.
  /// - Parameters:
  ///   - errorOutput: What Python said; its last line is the reason.
  ///   - interpreter: As people know it.
  package func failure(_ errorOutput: String, interpreter: String) -> Diagnostic {
    let lines = errorOutput.split(whereSeparator: \.isNewline)
    let reason = lines.last { $0.contains { $0 != " " } }.map(String.init) ?? "it said nothing"
    return Diagnostic(
      .error, code: "import-failed", "\(source.value) can not be imported: \(reason)", at: source.span,
      why: "\(interpreter) ran it in the project's folder", fix: Self.remedy(reason))
  }

  private static func remedy(_ reason: String) -> String {
    if reason.hasPrefix("ModuleNotFoundError") {
      return "name the interpreter that has it: --python .venv/bin/python; PYTHONPATH says where else modules are"
    }
    return "it must import in the project's folder without a running application; --python names another interpreter"
  }

  private static func isDottedName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
        guard let first = part.unicodeScalars.first else { return false }
        return (first.properties.isXIDStart || first == "_")
          && part.unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
      }
  }
}
