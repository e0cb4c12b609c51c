package import Foundation

/// A folder that is gone when `body` ends.
package func withTemporaryFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("dbplan-\(UUID().uuidString)").path
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try await body(folder)
}

/// Writes a file, and the folders above it.
package func write(_ text: String, to path: String) throws {
  try write(Data(text.utf8), to: path)
}

package func write(_ data: Data, to path: String) throws {
  let url = URL(fileURLWithPath: path)
  try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try data.write(to: url)
}

/// Every file below a folder by its relative path, hidden ones included.
package func tree(of folder: String) throws -> [String: String] {
  var files: [String: String] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    var isDirectory: ObjCBool = false
    let full = "\(folder)/\(path)"
    guard FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory), !isDirectory.boolValue else {
      continue
    }
    files[path] = try String(contentsOfFile: full, encoding: .utf8)
  }
  return files
}
