package import Compilation
package import Diagnostics
package import SchemaModel
package import Workspace

extension SourceTree {
  /// The files below a folder; there are no commits.
  package init(_ reader: SourceReader) {
    self.init(
      kind: { path in
        switch reader.kind(of: path) {
        case .file: .file
        case .folder: .folder
        case .missing: .missing
        }
      },
      names: { reader.names(in: $0) }, file: { reader.file($0) }, folder: { reader.folder($0, extensions: $1) },
      commit: { _ in Reading(nil) })
  }
}

extension CorpusSource {
  /// The schema, as `dbplan inspect` reads it.
  package func read(under root: String) -> Reading<Catalog> {
    let schema = SchemaSource(tree: SourceTree(SourceReader(root: root))).read([Located(path)])
    return Reading(schema.value.catalog, diagnostics: schema.diagnostics)
  }
}
