import Foundation
import Synchronization

/// A page of the browser, which visits one address after the other.
package final class Tab: Sendable {
  /// What a visit brought beside the page itself.
  struct Record: Sendable {
    /// Errors of the console, of scripts and of loading.
    var complaints: [String] = []
    var requests: [String] = []
  }

  private struct State {
    var record = Record()
    var loaded: Set<String> = []
    var waiting: (loader: String, continuation: CheckedContinuation<Void, any Error>)?
    var page = ""
  }

  private let connection: DevToolsConnection
  private let session: String
  private let state = Mutex(State())

  /// A new tab of a browser.
  package init(of browser: Browser) async throws {
    struct Target: Decodable { var targetId: String }
    struct Session: Decodable { var sessionId: String }
    connection = browser.connection
    let target = try await connection.call("Target.createTarget", ["url": "about:blank"], as: Target.self).targetId
    session = try await connection.call(
      "Target.attachToTarget", ["targetId": .text(target), "flatten": true], as: Session.self
    ).sessionId
    connection.listen(
      to: session,
      DevToolsConnection.Listener(event: { [weak self] in self?.note($0) }, end: { [weak self] in self?.fail($0) }))
    for domain in ["Page", "Runtime", "Log", "Network", "Inspector"] { try await tell("\(domain).enable") }
    try await tell("Page.setLifecycleEventsEnabled", ["enabled": true])
    try await tell(
      "Network.emulateNetworkConditions",
      ["offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1])
  }

  /// Visits an address and waits until all of the page is there.
  func visit(_ address: String) async throws {
    struct Navigation: Decodable {
      var loaderId: String?
      var errorText: String?
    }
    state.withLock { $0.record = Record() }
    let navigation = try await connection.call(
      "Page.navigate", ["url": .text(address)], session: session, as: Navigation.self)
    guard let loader = navigation.loaderId, navigation.errorText == nil else {
      throw BrowserError.confused("\(address): \(navigation.errorText ?? "it was not loaded")")
    }
    try await loaded(loader)
  }

  /// The size of the screen; a narrow one is a telephone's.
  func resize(to width: Int, height: Int) async throws {
    let isTelephone = width < 600
    try await tell(
      "Emulation.setDeviceMetricsOverride",
      [
        "width": .number(width), "height": .number(height), "deviceScaleFactor": 1, "mobile": .flag(isTelephone),
      ])
  }

  func prefer(dark: Bool) async throws {
    let feature: DevToolsValue = ["name": "prefers-color-scheme", "value": dark ? "dark" : "light"]
    try await tell("Emulation.setEmulatedMedia", ["features": [feature]])
  }

  /// Takes effect with the next visit; `value` goes on to work.
  func allowScripts(_ isAllowed: Bool) async throws {
    try await tell("Emulation.setScriptExecutionDisabled", ["value": .flag(!isAllowed)])
  }

  /// The value of an expression that gives a JSON text.
  func value<Value: Decodable>(of expression: String, as type: Value.Type) async throws -> Value {
    let text = try await evaluate(expression)
    return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
  }

  @discardableResult
  func evaluate(_ expression: String) async throws -> String {
    struct Evaluation: Decodable {
      struct Object: Decodable { var value: String? }
      struct Exception: Decodable {
        struct Object: Decodable { var description: String? }
        var text: String
        var exception: Object?
      }
      var result: Object
      var exceptionDetails: Exception?
    }
    let answer = try await connection.call(
      "Runtime.evaluate", ["expression": .text(expression), "returnByValue": true, "awaitPromise": true],
      session: session, as: Evaluation.self)
    if let problem = answer.exceptionDetails {
      throw BrowserError.confused(problem.exception?.description ?? problem.text)
    }
    return answer.result.value ?? ""
  }

  /// What was noted since the last visit began.
  var record: Record { state.withLock { $0.record } }

  /// Runs the body; a page that takes longer than anything sensible ends the browser, and with it every call.
  func limited<Value: Sendable>(
    to limit: Duration, page: String, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    state.withLock { $0.page = page }
    let connection = connection
    let guardian = Task {
      try await Task.sleep(for: limit)
      connection.end(because: .hung(page: page, seconds: Int(limit.components.seconds)))
    }
    defer { guardian.cancel() }
    do { return try await body() } catch {
      // The reason, not what it brought about.
      throw connection.reason ?? error
    }
  }

  // MARK: Events

  private func tell(_ method: String, _ parameters: [String: DevToolsValue] = [:]) async throws {
    _ = try await connection.call(method, parameters, session: session, as: Nothing.self)
  }

  private func loaded(_ loader: String) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      let isDone = state.withLock { state in
        if state.loaded.remove(loader) != nil { return true }
        state.waiting = (loader, continuation)
        return false
      }
      if isDone { continuation.resume() }
      // The end may have come before somebody waited for it.
      if let end = connection.reason { fail(end) }
    }
  }

  private func fail(_ reason: BrowserError) {
    let waiting = state.withLock { state in
      defer { state.waiting = nil }
      return state.waiting?.continuation
    }
    waiting?.resume(throwing: reason)
  }

  private func note(_ event: DevToolsConnection.Event) {
    do {
      switch event.method {
      case "Page.lifecycleEvent": try noteLifecycle(event)
      case "Network.requestWillBeSent":
        let address = try event.parameters(RequestEvent.self).request.url
        state.withLock { $0.record.requests.append(address) }
      case "Network.loadingFailed": note(complaint: "not loaded: \(try event.parameters(FailureEvent.self).errorText)")
      case "Runtime.consoleAPICalled":
        let call = try event.parameters(ConsoleEvent.self)
        if ["error", "assert"].contains(call.type) { note(complaint: "console: \(call.text)") }
      case "Runtime.exceptionThrown": note(complaint: "exception: \(try event.parameters(ExceptionEvent.self).text)")
      case "Log.entryAdded":
        let entry = try event.parameters(LogEvent.self).entry
        if entry.level == "error" { note(complaint: "log: \(entry.text) \(entry.url ?? "")") }
      case "Inspector.targetCrashed":
        connection.end(because: .crashed(page: state.withLock { $0.page }))
      default: break
      }
    } catch {
      connection.end(because: .confused("\(event.method): \(error)"))
    }
  }

  private func note(complaint: String) {
    state.withLock { $0.record.complaints.append(complaint) }
  }

  private func noteLifecycle(_ event: DevToolsConnection.Event) throws {
    let event = try event.parameters(LifecycleEvent.self)
    guard event.name == "load" else { return }
    let waiting = state.withLock { state -> CheckedContinuation<Void, any Error>? in
      guard state.waiting?.loader == event.loaderId else {
        state.loaded = [event.loaderId]
        return nil
      }
      defer { state.waiting = nil }
      return state.waiting?.continuation
    }
    waiting?.resume()
  }
}

private struct LifecycleEvent: Decodable {
  var name: String
  var loaderId: String
}

private struct RequestEvent: Decodable {
  struct Request: Decodable { var url: String }
  var request: Request
}

private struct FailureEvent: Decodable { var errorText: String }

private struct ConsoleEvent: Decodable {
  struct Argument: Decodable {
    var description: String?
    var value: String?

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      description = try container.decodeIfPresent(String.self, forKey: .description)
      // It may be of any type.
      value = try? container.decodeIfPresent(String.self, forKey: .value)
    }

    enum CodingKeys: CodingKey { case description, value }
  }
  var type: String
  var args: [Argument]

  var text: String { args.map { $0.value ?? $0.description ?? "" }.joined(separator: " ") }
}

private struct ExceptionEvent: Decodable {
  struct Details: Decodable {
    struct Object: Decodable { var description: String? }
    var text: String
    var exception: Object?
  }
  var exceptionDetails: Details

  var text: String { exceptionDetails.exception?.description ?? exceptionDetails.text }
}

private struct LogEvent: Decodable {
  struct Entry: Decodable {
    var level: String
    var text: String
    var url: String?
  }
  var entry: Entry
}
