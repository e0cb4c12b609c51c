import Foundation

/// Lists of one kind in JSON, as `array_to_json` writes them.
enum JSONList {
  static func texts(_ json: String?) -> [String] { read(json) }
  static func numbers(_ json: String?) -> [Double] { read(json) }

  private static func read<Element: Decodable>(_ json: String?) -> [Element] {
    json.flatMap { try? JSONDecoder().decode([Element].self, from: Data($0.utf8)) } ?? []
  }
}
