import Diagnostics
import Yams

/// `package.json`. JSON is YAML, and the YAML parser keeps positions.
enum PackageManifest {
  private static let sections = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"]

  static func read(_ file: SourceFile, _ folder: String, _ manifests: inout Manifests) {
    guard let root = try? Yams.compose(yaml: file.text)?.mapping else {
      manifests.diagnostics.append(
        file.diagnostic(.warning, code: "unreadable-manifest", "this file is not valid JSON", at: 0..<0))
      return
    }
    for (key, value) in root {
      switch key.string {
      case let section? where sections.contains(section):
        for (name, requirement) in value.mapping ?? [:] {
          guard let text = name.string, let version = requirement.string else { continue }
          manifests.add(text, version, "\"\(text)\": \"\(version)\" in \(section)", span(name, file), folder)
        }
      case "prisma":
        guard let schema = value.mapping?["schema"], let path = schema.string else { continue }
        manifests.prismaSchemas[folder] = Located(path, span: span(schema, file))
      case "scripts":
        for (_, command) in value.mapping ?? [:] {
          if let text = command.string { manifests.scripts.append(Located(text, span: span(command, file))) }
        }
      case "name" where manifests.name == nil:
        // `@acme/shop` is the shop.
        let name = value.string?.split(separator: "/").last.map(String.init)
        manifests.name = name.map { Located($0, span: span(value, file)) }
      default: continue
      }
    }
  }

  static func span(_ node: Node, _ file: SourceFile) -> SourceSpan {
    let mark = node.mark
    return file.span(ofLine: mark?.line ?? 1)
  }
}

/// The image of a database among the services of a compose file.
enum ComposeFile {
  static func read(_ file: SourceFile, _ manifests: inout Manifests) {
    guard manifests.postgres == nil, let root = try? Yams.compose(yaml: file.text)?.mapping,
      let services = root["services"]?.mapping
    else { return }
    for (_, service) in services {
      guard let image = service.mapping?["image"], let text = image.string else { continue }
      let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0].split(separator: "/").last == "postgres",
        let major = Int(parts[1].prefix { $0.isNumber }), major >= 9
      else { continue }
      manifests.postgres = Located(major, span: PackageManifest.span(image, file))
      return
    }
  }
}
