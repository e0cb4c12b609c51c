import SchemaModel
import Seeding

/// `seeds/`: a script for each table and environment, numbered in the order in which tables are filled.
enum SeedFiles {
  static func files(_ subject: PlanSubject) -> [PlanFile] {
    let script = SeedScript(subject.catalog)
    return subject.seeds.enumerated().flatMap { position, seed in
      seed.environments.compactMap { environment in
        script.text(seed, for: environment).map { PlanFile(path(seed, position, environment), $0) }
      }
    }
  }

  static func path(_ seed: SeedTable, _ position: Int, _ environment: String) -> String {
    let number = String(position + 1)
    let digits = String(repeating: "0", count: max(0, 3 - number.count)) + number
    return "seeds/\(digits)-\(plain(seed.table.display)).\(plain(environment)).sql"
  }

  private static func plain(_ name: String) -> String {
    let text = String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" })
    return text.lowercased()
  }
}
