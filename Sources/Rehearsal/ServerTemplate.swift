import Workspace

/// The data folder of a server that never ran, made once in a process: each server begins as a copy of it, because
/// `initdb` takes ten times as long as the copy.
actor ServerTemplate {
  static let shared = ServerTemplate()

  /// By where the programs are.
  private var made: [String: Task<String, any Error>] = [:]
  /// Removes the folders when this process is gone.
  private var cleanups: [CleanupProcess] = []

  /// - Parameters:
  ///   - key: the server's programs.
  ///   - make: makes the folder and says where it is.
  func folder(
    for key: String, make: @escaping @Sendable () async throws -> (folder: String, cleanup: CleanupProcess)
  ) async throws -> String {
    if let running = made[key] { return try await running.value }
    let task = Task { () async throws -> String in
      let (folder, cleanup) = try await make()
      keep(cleanup)
      return folder
    }
    made[key] = task
    do { return try await task.value } catch {
      made[key] = nil
      throw error
    }
  }

  private func keep(_ cleanup: CleanupProcess) { cleanups.append(cleanup) }
}
