import Diagnostics
import TOMLKit

/// `pyproject.toml` and `Pipfile`. The parser gives values without positions, so a value is looked up in the text.
enum PythonTOML {
  static func read(_ file: SourceFile, _ folder: String, _ manifests: inout Manifests) {
    let root: TOMLTable
    do {
      root = try TOMLTable(string: file.text)
    } catch {
      manifests.diagnostics.append(
        file.diagnostic(.warning, code: "unreadable-manifest", "this file is not valid TOML", at: 0..<0))
      return
    }
    let project = root["project"]?.table
    if manifests.name == nil,
      let name = project?["name"]?.string ?? root["tool"]?.table?["poetry"]?.table?["name"]?.string
    {
      manifests.name = Located(name, span: line(of: name, file))
    }
    lists(project?["dependencies"], file, folder, &manifests)
    for group in ["optional-dependencies"] { groups(project?[group], file, folder, &manifests) }
    groups(root["dependency-groups"], file, folder, &manifests)
    let tool = root["tool"]?.table
    lists(tool?["uv"]?.table?["dev-dependencies"], file, folder, &manifests)
    let poetry = tool?["poetry"]?.table
    keys(poetry?["dependencies"], file, folder, &manifests)
    keys(poetry?["dev-dependencies"], file, folder, &manifests)
    for (_, group) in entries(poetry?["group"]) { keys(group.table?["dependencies"], file, folder, &manifests) }
    for section in ["packages", "dev-packages"] { keys(root[section], file, folder, &manifests) }
    if let aerich = tool?["aerich"]?.table {
      let location = aerich["location"]?.string ?? "./migrations"
      manifests.aerichFolders.append(
        Located(ProjectSurvey.resolve(location, from: folder), span: section("tool.aerich", file)))
    }
    if tool?["alembic"] != nil { manifests.alembic.append(section("tool.alembic", file)) }
  }

  private static func entries(_ value: (any TOMLValueConvertible)?) -> [(String, any TOMLValueConvertible)] {
    guard let table = value?.table else { return [] }
    return table.keys.sorted().compactMap { key in table[key].map { (key, $0) } }
  }

  /// `["sqlalchemy>=2.0", ...]`
  private static func lists(
    _ value: (any TOMLValueConvertible)?, _ file: SourceFile, _ folder: String, _ manifests: inout Manifests
  ) {
    guard let list = value?.array else { return }
    for entry in list {
      guard let text = entry.string, let requirement = Requirement(text) else { continue }
      manifests.add(requirement.name, requirement.version, text, line(of: text, file), folder)
    }
  }

  private static func groups(
    _ value: (any TOMLValueConvertible)?, _ file: SourceFile, _ folder: String, _ manifests: inout Manifests
  ) {
    for (_, group) in entries(value) { lists(group, file, folder, &manifests) }
  }

  /// `sqlalchemy = "^2.0"`, or with a table that has a `version`.
  private static func keys(
    _ value: (any TOMLValueConvertible)?, _ file: SourceFile, _ folder: String, _ manifests: inout Manifests
  ) {
    for (name, requirement) in entries(value) {
      let version = requirement.string ?? requirement.table?["version"]?.string ?? ""
      manifests.add(
        name, version, version.isEmpty ? name : "\(name) = \"\(version)\"", line(of: name, file, isKey: true), folder)
    }
  }

  /// The first line that is no comment and has the text as a string or a key.
  private static func line(of text: String, _ file: SourceFile, isKey: Bool = false) -> SourceSpan {
    for (number, line) in file.numberedLines {
      let words = line.drop { $0 == " " || $0 == "\t" }
      guard words.first != "#" else { continue }
      let isThere =
        isKey
        ? words.hasPrefix(text) || words.hasPrefix("\"\(text)\"")
        : line.contains("\"\(text)\"") || line.contains("'\(text)'")
      if isThere { return file.span(ofLine: number) }
    }
    return file.span(ofLine: 1)
  }

  private static func section(_ name: String, _ file: SourceFile) -> SourceSpan {
    let line = file.numberedLines.first { $0.text.drop { $0 == " " }.hasPrefix("[\(name)") }
    return file.span(ofLine: line?.number ?? 1)
  }
}
