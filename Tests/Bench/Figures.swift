import Foundation

/// What one run of a process took, the processes it started included.
struct Figures {
  var wall: Double
  var cpu: Double
  /// The largest single process, in megabytes.
  var peak: Double

  var line: String { "\(wall) \(cpu) \(peak)" }

  init(wall: Double, cpu: Double, peak: Double) {
    self.wall = wall
    self.cpu = cpu
    self.peak = peak
  }

  init?(line: String) {
    let fields = line.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard fields.count == 3 else { return nil }
    self.init(wall: fields[0], cpu: fields[1], peak: fields[2])
  }

  /// Runs a process in this one's place. The system tells the peak of all children together, so each run that is
  /// measured needs a parent of its own.
  static func measuring(_ command: [String]) throws -> Figures {
    let clock = ContinuousClock()
    let time = try clock.measure { try start(command, output: FileHandle.nullDevice) }
    var usage = rusage()
    getrusage(children, &usage)
    let cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime)
    return Figures(
      wall: Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18, cpu: cpu,
      peak: Double(usage.ru_maxrss) / unitsPerMegabyte)
  }

  /// Runs a process in a parent of its own.
  static func ofSeparateRun(_ command: [String]) throws -> Figures {
    let pipe = Pipe()
    try start([CommandLine.arguments[0], "child"] + command, output: pipe)
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    guard let figures = Figures(line: text) else { throw BenchError(message: "no figures from \(command)") }
    return figures
  }

  private static func start(_ command: [String], output: Any) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.standardOutput = output
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchError(message: "status \(process.terminationStatus) from \(command.joined(separator: " "))")
    }
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }

  // Linux counts kilobytes, macOS bytes.
  #if os(Linux)
    private static let children = RUSAGE_CHILDREN.rawValue
    private static let unitsPerMegabyte = 1024.0
  #else
    private static let children = RUSAGE_CHILDREN
    private static let unitsPerMegabyte = 1024.0 * 1024.0
  #endif
}

struct BenchError: Error, CustomStringConvertible {
  var message: String
  var description: String { message }
}
