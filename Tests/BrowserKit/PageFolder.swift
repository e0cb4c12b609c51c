import Foundation
import Synchronization

/// The pages of a folder, and what of them links can lead to.
package final class PageFolder: Sendable {
  package let path: String
  /// Every page, relative to the folder, sorted.
  package let pages: [String]
  private let known = Mutex<[String: Set<String>]>([:])

  package init(_ path: String) throws {
    // As the browser names it: temporary folders stand behind links on some systems.
    self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    pages = try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.hasSuffix(".html") }.sorted()
  }

  static func address(of path: String) -> String { URL(fileURLWithPath: path).absoluteString }

  /// The file that an address names, when it is one below the folder.
  func file(at address: String) -> String? {
    guard let url = URL(string: address), url.isFileURL else { return nil }
    let file = url.path
    return file == path || file.hasPrefix("\(path)/") ? file : nil
  }

  func isFile(_ file: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) && !isFolder.boolValue
  }

  /// The ids of a page, read from its text; what the browser finds is held against it wherever a page is visited.
  func ids(of file: String) -> Set<String> {
    if let ids = known.withLock({ $0[file] }) { return ids }
    let text = FileManager.default.contents(atPath: file) ?? Data()
    let ids = Set(MarkupIDs.found(in: Array(text)))
    known.withLock { $0[file] = ids }
    return ids
  }
}

/// Finds the values of `id` in the tags of a text that our writers wrote: every attribute is quoted.
enum MarkupIDs {
  static func found(in bytes: [UInt8]) -> [String] {
    var ids: [String] = []
    var position = 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      if bytes[start...].starts(with: "<!--".utf8) {
        position = end(of: "-->", in: bytes, from: start)
      } else if bytes[start...].starts(with: "<script".utf8) {
        position = end(of: "</script>", in: bytes, from: start)
      } else {
        position = readTag(bytes, from: position, &ids)
      }
    }
    return ids
  }

  private static func readTag(_ bytes: [UInt8], from start: Int, _ ids: inout [String]) -> Int {
    var position = start
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
      guard bytes[position] == UInt8(ascii: "\"") else {
        position += 1
        continue
      }
      guard let close = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { return bytes.count }
      if bytes[..<position].suffix(4).elementsEqual(" id=".utf8) {
        ids.append(plain(String(decoding: bytes[(position + 1)..<close], as: UTF8.self)))
      }
      position = close + 1
    }
    return position
  }

  private static func end(of mark: String, in bytes: [UInt8], from start: Int) -> Int {
    let mark = Array(mark.utf8)
    var position = start
    while let next = bytes[position...].firstIndex(of: mark[0]) {
      if bytes[next...].starts(with: mark) { return next + mark.count }
      position = next + 1
    }
    return bytes.count
  }

  private static func plain(_ value: String) -> String {
    value.replacingOccurrences(of: "&lt;", with: "<").replacingOccurrences(of: "&gt;", with: ">")
      .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&#39;", with: "'")
      .replacingOccurrences(of: "&#45;", with: "-").replacingOccurrences(of: "&amp;", with: "&")
  }
}
