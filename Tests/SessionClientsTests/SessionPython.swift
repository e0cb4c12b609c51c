import Foundation
import TestKit

/// What `.ci/sqlalchemy-sessions` made: an interpreter that has SQLAlchemy and the drivers of PostgreSQL.
enum SessionPython {
  static let path: String? = {
    let folder = ProcessInfo.processInfo.environment["DBPLAN_SESSIONS"] ?? "\(Checkout.root)/.prove/sessions"
    let python = "\(folder)/venv/bin/python"
    return FileManager.default.isExecutableFile(atPath: python) ? python : nil
  }()
}
