import Compilation
package import Diagnostics
package import SchemaModel
import Workspace

extension CorpusSource {
  /// The schema, as `dbplan inspect` reads it.
  package func read(under root: String) -> Reading<Catalog> {
    let reader = SourceReader(root: root)
    let tree = SourceTree(
      kind: { path in
        switch reader.kind(of: path) {
        case .file: .file
        case .folder: .folder
        case .missing: .missing
        }
      },
      names: { reader.names(in: $0) }, file: { reader.file($0) }, folder: { reader.folder($0, extensions: $1) },
      commit: { _ in Reading(nil) })
    let schema = SchemaSource(tree: tree).read([Located(path)])
    return Reading(schema.value.catalog, diagnostics: schema.diagnostics)
  }
}
