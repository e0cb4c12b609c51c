import AccessControl
import SchemaModel

/// What the client's code calls the settings: `shopId` for `app.shop_id`.
struct SettingNames {
  private var names: [String: String] = [:]

  /// - Parameters:
  ///   - style: makes a name of words.
  ///   - isName: whether the language takes a text as a name.
  init(_ settings: [SessionDesign.Setting], style: ([String]) -> String, isName: (String) -> Bool) {
    var taken: Set<String> = ["role"]
    for (position, setting) in settings.enumerated() {
      let words = NameWords.split(setting.name.split(separator: ".").last.map(String.init) ?? "")
      let all = NameWords.split(setting.name)
      let candidates = [style(words), style(all)].filter { isName($0) && !taken.contains($0) }
      let name = candidates.first ?? Self.free("setting", position, taken)
      taken.insert(name)
      names[setting.name] = name
    }
  }

  private static func free(_ stem: String, _ position: Int, _ taken: Set<String>) -> String {
    var number = position + 1
    while taken.contains("\(stem)\(number)") { number += 1 }
    return "\(stem)\(number)"
  }

  subscript(setting: String) -> String { names[setting] ?? setting }
}
