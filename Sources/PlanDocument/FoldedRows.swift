import Templating

/// The rows of a table: about fifteen are shown, more than that are folded behind them.
struct FoldedRows {
  let shown: [TemplateRecord]
  let folded: [TemplateRecord]

  init(_ rows: [TemplateRecord]) {
    // Two or three rows are not worth a fold.
    let limit = rows.count <= 18 ? rows.count : 15
    shown = Array(rows.prefix(limit))
    folded = Array(rows.dropFirst(limit))
  }
}
