import Diagnostics

/// `setup.cfg`, `alembic.ini`, `aerich.ini`: sections of keys, values over indented lines.
enum Configuration {
  private struct Entry {
    var section: String
    var key: String
    var value: Substring
    var line: Int
  }

  static func read(_ file: SourceFile, _ folder: String, _ manifests: inout Manifests) {
    let isPackage = ProjectSurvey.name(of: file.path) == "setup.cfg"
    for entry in entries(file) {
      switch (entry.section, entry.key) {
      case ("options", "install_requires") where isPackage, ("options.extras_require", _) where isPackage:
        guard let requirement = Requirement(entry.value) else { continue }
        manifests.add(requirement.name, requirement.version, requirement.text, file.span(ofLine: entry.line), folder)
      case ("metadata", "name") where isPackage && manifests.name == nil:
        manifests.name = Located(String(entry.value), span: file.span(ofLine: entry.line))
      case ("alembic", "script_location"): manifests.alembic.append(file.span(ofLine: entry.line))
      case ("aerich", "location"):
        manifests.aerichFolders.append(
          Located(
            ProjectSurvey.resolve(String(entry.value), from: folder), span: file.span(ofLine: entry.line)))
      default: continue
      }
    }
  }

  /// Every value, an entry for each of its lines.
  private static func entries(_ file: SourceFile) -> [Entry] {
    var entries: [Entry] = []
    var section = ""
    var key = ""
    for (number, line) in file.numberedLines {
      let text = line.drop { $0.isWhitespace }
      guard let first = text.first, first != "#", first != ";" else { continue }
      if first == "[" {
        section = String(text.dropFirst().prefix { $0 != "]" })
        key = ""
      } else if line.first?.isWhitespace == true, !key.isEmpty {
        entries.append(Entry(section: section, key: key, value: trimmed(text), line: number))
      } else if let sign = text.firstIndex(where: { $0 == "=" || $0 == ":" }) {
        key = String(trimmed(text[..<sign])).lowercased()
        let value = trimmed(text[text.index(after: sign)...])
        if !value.isEmpty { entries.append(Entry(section: section, key: key, value: value, line: number)) }
      }
    }
    return entries
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
