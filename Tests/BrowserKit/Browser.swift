import Foundation
import Synchronization
import TestKit
package import Workspace

/// A Chromium of its own for tests: without a window, without a network, with everything it writes in a temporary folder.
package struct Browser: Sendable {
  let connection: DevToolsConnection
  /// Where it keeps what it writes, while it runs.
  package let folder: String

  package static let program = Program("chromium", debian: "chromium", homebrew: "chromium")

  package static var isInstalled: Bool { program.locate() != nil }

  /// Starts a browser, runs the body, ends the browser and removes what it wrote.
  package static func run<Value>(_ body: (Browser) async throws -> Value) async throws -> Value {
    guard let path = program.locate() else { throw WorkspaceError.missingProgram(program) }
    return try await withTemporaryFolder { folder in
      let process = try BrowserProcess(path: path, folder: folder)
      let browser = Browser(connection: process.connection, folder: folder)
      do {
        let value = try await body(browser)
        await process.end()
        return value
      } catch {
        await process.end()
        throw error
      }
    }
  }

  /// What the browser calls itself.
  package func version() async throws -> String {
    struct Version: Decodable { var product: String }
    return try await connection.call("Browser.getVersion", as: Version.self).product
  }
}

/// The process, its socket and its end.
private final class BrowserProcess: Sendable {
  let connection: DevToolsConnection
  private let pid: Int32
  private let exit: AsyncStream<Void>

  /// How long a browser may take to close by itself.
  private static let patience = Duration.seconds(20)

  init(path: String, folder: String) throws {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Self.stream, 0, &ends) == 0 else {
      throw BrowserError.confused(String(cString: strerror(errno)))
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let theirs = FileHandle(fileDescriptor: ends[1], closeOnDealloc: false)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    // The browser reads at 3 and writes at 4.
    process.arguments = ["-c", #"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>"$HOME/log""#, path]
    process.arguments? += Self.options(folder: folder)
    process.environment = ProcessInfo.processInfo.environment.merging([
      "HOME": folder, "TMPDIR": folder, "XDG_CONFIG_HOME": "\(folder)/config", "XDG_CACHE_HOME": "\(folder)/cache",
    ]) { $1 }
    process.standardInput = theirs
    process.standardOutput = theirs
    let (exit, ending) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in ending.finish() }
    do { try process.run() } catch {
      for end in ends { close(end) }
      throw error
    }
    close(ends[1])
    self.exit = exit
    pid = process.processIdentifier
    connection = DevToolsConnection(descriptor: ends[0])
  }

  /// Asks it to close, and kills it when it does not.
  func end() async {
    let connection = connection
    let exit = exit
    let pid = pid
    await withTaskGroup(of: Bool.self) { group in
      group.addTask {
        if connection.reason == nil { _ = try? await connection.call("Browser.close", as: Nothing.self) }
        // A browser whose conversation has ended closes by itself.
        connection.end(because: .gone)
        for await _ in exit {}
        return true
      }
      group.addTask {
        try? await Task.sleep(for: Self.patience)
        if !Task.isCancelled {
          kill(pid, SIGKILL)
          connection.end(because: .gone)
        }
        return false
      }
      while let isEnded = await group.next(), !isEnded {}
      group.cancelAll()
    }
  }

  private static func options(folder: String) -> [String] {
    let always = [
      "--headless", "--remote-debugging-pipe", "--user-data-dir=\(folder)/profile", "--disable-gpu",
      "--hide-scrollbars", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
      "--disable-component-update", "--disable-default-apps", "--disable-extensions", "--disable-sync",
      "--disable-breakpad", "--disable-domain-reliability", "--disable-dev-shm-usage", "--mute-audio",
      "--metrics-recording-only", "--password-store=basic", "--use-mock-keychain",
      "--disable-background-timer-throttling", "--disable-renderer-backgrounding",
      "--disable-backgrounding-occluded-windows", "--disable-features=BackForwardCache,Translate,OptimizationHints",
      "--host-resolver-rules=MAP * ~NOTFOUND", "--force-color-profile=srgb", "--lang=en-US",
    ]
    // Its sandbox does not work for root.
    return always + (geteuid() == 0 ? ["--no-sandbox"] : []) + ["about:blank"]
  }

  #if os(Linux)
    private static let stream = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
  #else
    private static let stream = SOCK_STREAM
  #endif
}
