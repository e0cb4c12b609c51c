import DataProtection
import SchemaModel

/// `erasure/*.sql`, `export/*.sql` and `retention.sql`.
enum PrivacyFiles {
  static func files(_ subject: PlanSubject) -> [PlanFile] {
    let names = erasureNames(subject)
    var files: [PlanFile] = []
    for erasure in subject.protection.erasures {
      guard let name = names[erasure.subject.root] else { continue }
      let script = ErasureScript(erasure, subject.catalog)
      files.append(PlanFile(name, script.text))
      files.append(PlanFile(exportName(name), script.export))
    }
    return files + (subject.protection.retentionScript.map { [PlanFile("retention.sql", $0)] } ?? [])
  }

  /// The file that forgets one of a table, by the table; of two ways to name one the first.
  static func erasureNames(_ subject: PlanSubject) -> [ObjectName: String] {
    let names = FileNames(tablesOf: subject.catalog)
    let roots = subject.protection.erasures.map(\.subject.root)
    return Dictionary(
      roots.compactMap { root in names[root].map { (root, "erasure/\($0).sql") } },
      uniquingKeysWith: { first, _ in first })
  }

  static func exportName(_ erasure: String) -> String { "export/" + erasure.dropFirst("erasure/".count) }
}
