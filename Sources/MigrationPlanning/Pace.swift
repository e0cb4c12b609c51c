/// How fast rows are changed while everybody goes on: transactions of so many rows, with a pause between two.
package struct Pace: Sendable, Hashable {
  package var rows: Int
  /// Milliseconds.
  package var pause: Int

  package init(rows: Int = 5000, pause: Int = 100) {
    self.rows = rows
    self.pause = pause
  }
}
