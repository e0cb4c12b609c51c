/// PostgreSQL's default cost constants (costsize.c): the unit is a page that is read in order.
enum PlannerConstants {
  static let sequentialPage = 1.0
  static let randomPage = 4.0
  static let tuple = 0.01
  static let indexTuple = 0.005
  static let comparison = 0.0025
  /// Pages of which a bitmap within the default work_mem of 4 MB knows the rows (tbm_calculate_entries).
  static let bitmapPages = 65_536.0
  /// The share of rows that an OFFSET leaves out when nobody knows how many (preprocess_limit).
  static let skippedShare = 0.1
}
