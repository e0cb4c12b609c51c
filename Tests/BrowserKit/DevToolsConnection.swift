import Foundation
import Synchronization

/// The two ends of a conversation with a browser: JSON texts, each ended by a zero byte.
///
/// When it ends, for whatever reason, every call that waits fails with that reason.
final class DevToolsConnection: Sendable {
  /// What the browser tells without being asked.
  struct Event: Sendable {
    var method: String
    var message: Data

    func parameters<Value: Decodable>(_ type: Value.Type) throws -> Value {
      try JSONDecoder().decode(Parameters<Value>.self, from: message).params
    }
  }

  /// Whom the events of a session are told, and the end.
  struct Listener: Sendable {
    var event: @Sendable (Event) -> Void
    var end: @Sendable (BrowserError) -> Void
  }

  private struct State {
    var lastCall = 0
    var waiting: [Int: CheckedContinuation<Data, any Error>] = [:]
    var listeners: [String: Listener] = [:]
    var end: BrowserError?
  }

  private let state = Mutex(State())
  private let descriptor: Int32
  /// Whether the descriptor is still ours: once it is closed, its number is that of somebody else's socket.
  private let isOpen = Mutex(true)

  /// - Parameter descriptor: a socket, which this closes when the conversation has ended.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    // Waiting for bytes takes a thread of its own: the tasks' threads are few, and must not wait.
    Thread { self.listen() }.start()
  }

  /// Events of a session go to one listener.
  func listen(to session: String, _ listener: Listener) {
    state.withLock { $0.listeners[session] = listener }
  }

  func call<Value: Decodable>(
    _ method: String, _ parameters: [String: DevToolsValue] = [:], session: String? = nil, as type: Value.Type
  ) async throws -> Value {
    let message: Data = try await withCheckedThrowingContinuation { continuation in
      let (call, end) = state.withLock { state in
        state.lastCall += 1
        if state.end == nil { state.waiting[state.lastCall] = continuation }
        return (state.lastCall, state.end)
      }
      if let end { return continuation.resume(throwing: end) }
      send(Call(id: call, method: method, params: parameters, sessionId: session))
    }
    return try JSONDecoder().decode(Result<Value>.self, from: message).result
  }

  /// Ends the conversation; the first reason counts.
  func end(because reason: BrowserError) {
    let ended = state.withLock { state -> State in
      guard state.end == nil else { return State() }
      state.end = reason
      defer { (state.waiting, state.listeners) = ([:], [:]) }
      return state
    }
    isOpen.withLock { isOpen in
      if isOpen { shutdown(descriptor, Int32(bothWays)) }
    }
    for continuation in ended.waiting.values { continuation.resume(throwing: reason) }
    for listener in ended.listeners.values { listener.end(reason) }
  }

  /// Why it ended, when it has.
  var reason: BrowserError? { state.withLock { $0.end } }

  // MARK: Bytes

  private func send(_ call: Call) {
    guard var bytes = try? JSONEncoder().encode(call) else { return end(because: .confused("\(call.method)")) }
    bytes.append(0)
    var rest = bytes[...]
    while !rest.isEmpty {
      // A signal for a browser that is gone would end the tests.
      let count = isOpen.withLock { isOpen in
        isOpen ? rest.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, withoutSignal) } : 0
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return end(because: .gone) }
      rest = rest.dropFirst(count)
    }
  }

  private func listen() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var pending = Data()
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      var rest = buffer[..<count]
      while let stop = rest.firstIndex(of: 0) {
        pending.append(contentsOf: rest[..<stop])
        receive(pending)
        pending = Data()
        rest = rest[(stop + 1)...]
      }
      pending.append(contentsOf: rest)
    }
    end(because: .gone)
    isOpen.withLock { isOpen in
      isOpen = false
      close(descriptor)
    }
  }

  private func receive(_ message: Data) {
    guard let head = try? JSONDecoder().decode(Head.self, from: message) else {
      return end(because: .confused(String(decoding: message.prefix(200), as: UTF8.self)))
    }
    if let call = head.id {
      guard let continuation = state.withLock({ $0.waiting.removeValue(forKey: call) }) else { return }
      if let error = head.error {
        continuation.resume(throwing: BrowserError.confused(error.message))
      } else {
        continuation.resume(returning: message)
      }
    } else if let method = head.method, let session = head.sessionId,
      let listener = state.withLock({ $0.listeners[session] })
    {
      listener.event(Event(method: method, message: message))
    }
  }

  #if os(Linux)
    private var withoutSignal: Int32 { Int32(MSG_NOSIGNAL) }
    private var bothWays: Int { SHUT_RDWR }
  #else
    private var withoutSignal: Int32 { 0 }
    private var bothWays: Int32 { SHUT_RDWR }
  #endif
}

private struct Call: Encodable {
  var id: Int
  var method: String
  var params: [String: DevToolsValue]
  var sessionId: String?
}

private struct Head: Decodable {
  struct Problem: Decodable { var message: String }

  var id: Int?
  var method: String?
  var sessionId: String?
  var error: Problem?
}

private struct Result<Value: Decodable>: Decodable { var result: Value }
private struct Parameters<Value: Decodable>: Decodable { var params: Value }

/// For calls whose answer says nothing.
struct Nothing: Decodable {}

/// Why a page could not be looked at.
package enum BrowserError: Error, Hashable, Sendable, CustomStringConvertible {
  case gone
  case crashed(page: String)
  case hung(page: String, seconds: Int)
  case confused(String)

  package var description: String {
    switch self {
    case .gone: "the browser ended by itself"
    case .crashed(let page): "the browser crashed at \(page)"
    case .hung(let page, let seconds): "the browser did not finish \(page) within \(seconds) s"
    case .confused(let what): "the browser and the tests misunderstand each other: \(what)"
    }
  }
}
