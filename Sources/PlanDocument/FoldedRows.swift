import Templating

/// The rows of a table: about fifteen are shown, more than that are folded behind them.
struct FoldedRows {
  let shown: [TemplateRecord]
  let folded: [TemplateRecord]

  init(_ rows: [TemplateRecord], limit: Int = 15) {
    // Two or three rows are not worth a fold.
    let limit = rows.count <= limit + 3 ? rows.count : limit
    shown = Array(rows.prefix(limit))
    folded = Array(rows.dropFirst(limit))
  }
}
