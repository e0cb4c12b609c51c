import Dispatch

/// Runs what waits for a server on a thread of its own, so that no thread of Swift's small pool is kept waiting.
final class ConnectionThread: SerialExecutor {
  private let queue = DispatchQueue(label: "dbplan.postgres")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }
}
