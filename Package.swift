// swift-tools-version: 6.2
import PackageDescription

// One target per room. A room may use the rooms named here and no others: `Tests/HouseTests` reads this
// table back through `swift package describe` and holds every import against it. `Sources/README.md` is the map.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// - Parameter isHot: optimised in debug builds, too: its loops are what most of the tests would wait for.
func room(_ name: String, uses rooms: [Target.Dependency] = [], isHot: Bool = false) -> Target {
  let hot: [SwiftSetting] = isHot ? [.unsafeFlags(["-O"], .when(configuration: .debug))] : []
  return .target(name: name, dependencies: rooms, swiftSettings: strict + hot)
}

func tests(_ name: String, uses rooms: [Target.Dependency], cases: [String] = []) -> Target {
  .testTarget(name: name, dependencies: rooms, exclude: cases, swiftSettings: strict)
}

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let toml: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let subprocess: Target.Dependency = .product(name: "Subprocess", package: "swift-subprocess")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let bindings: [Target] = [
  .systemLibrary(
    name: "CCommonMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
  .systemLibrary(
    name: "CPostgresQuery",
    providers: [.apt(["libpg-query-dev", "libprotobuf-c-dev"]), .brew(["libpg_query", "protobuf-c"])]),
  .systemLibrary(
    name: "CPostgresClient", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
]

let model: [Target] = [
  room("Diagnostics"),
  room("SchemaModel", uses: ["Diagnostics"]),
  room("PlanModel", uses: ["Diagnostics", "SchemaModel"]),
]

let reading: [Target] = [
  room("SQLSyntax", uses: ["CPostgresQuery"]),
  room("SQLReading", uses: ["CPostgresQuery", "SQLSyntax", "SchemaModel", "Diagnostics"]),
  room("QueryReading", uses: ["CPostgresQuery", "SQLSyntax", "PlanModel", "SchemaModel", "Diagnostics"]),
  room("PolicyReading", uses: ["CPostgresQuery", "SQLSyntax", "SchemaModel"]),
  room("CodeReading", uses: ["Diagnostics"]),
  .target(
    name: "SQLAlchemyReading",
    dependencies: ["SQLReading", "SQLSyntax", "SQLWriting", "SchemaModel", "Diagnostics"],
    resources: [.embedInCode("Python")], swiftSettings: strict),
  room("PrismaReading", uses: ["SchemaModel", "Diagnostics"]),
  room("PrismaCallReading", uses: ["SQLWriting", "SchemaModel", "Diagnostics"]),
  .target(
    name: "SQLAlchemyImport", dependencies: ["SQLReading", "SchemaModel", "Diagnostics"],
    resources: [.embedInCode("Script")], swiftSettings: strict),
  room("DatabaseReading", uses: ["CPostgresQuery", "SQLSyntax", "SchemaModel", "Diagnostics"]),
  room("PlanReading", uses: ["PlanModel", "SchemaModel", "Diagnostics", "JSONWriting", yams]),
]

let databases: [Target] = [
  room("PostgresClient", uses: ["CPostgresClient", "SQLSyntax"]),
  room("Rehearsal", uses: ["PostgresClient", "Workspace"]),
  room(
    "QueryPlanning",
    uses: ["Rehearsal", "PostgresClient", "PlannerStatistics", "SQLWriting", "SQLSyntax", "SchemaModel"]),
  room("LiveDatabase", uses: ["PostgresClient", "DatabaseReading", "SchemaModel", "Diagnostics"]),
]

let analysis: [Target] = [
  room("Sizing", uses: ["SchemaModel", "PlanModel", "Diagnostics"], isHot: true),
  room("CatalogComparison", uses: ["SchemaModel", "Diagnostics"]),
  room("IndexAnalysis", uses: ["SchemaModel", "PlanModel", "Diagnostics", "Sizing"], isHot: true),
  room("PlannerStatistics", uses: ["SchemaModel", "PlanModel", "Diagnostics", "Sizing"], isHot: true),
  room("CapacityPlanning", uses: ["SchemaModel", "PlanModel", "Diagnostics", "Sizing"]),
  room(
    "MonitoringRules",
    uses: ["CapacityPlanning", "Sizing", "SQLWriting", "YAMLWriting", "SchemaModel", "PlanModel", "Diagnostics"]),
  room(
    "IndexAdvice",
    uses: [
      "SchemaModel", "PlanModel", "Diagnostics", "IndexAnalysis", "AccessControl", "PlannerStatistics", "Sizing",
      "SQLWriting",
    ],
    isHot: true),
  room(
    "AccessControl", uses: ["SchemaModel", "PlanModel", "Diagnostics", "IndexAnalysis", "SQLWriting"]),
  room(
    "AuditTrail", uses: ["AccessControl", "SQLWriting", "SchemaModel", "PlanModel", "Diagnostics"]),
  room("Seeding", uses: ["SchemaModel", "PlanModel", "Diagnostics", "SQLWriting"]),
  room("DataProtection", uses: ["SchemaModel", "PlanModel", "Diagnostics", "Sizing", "SQLWriting"]),
  room("SchemaReconciliation", uses: ["CatalogComparison", "SQLSyntax", "SchemaModel", "Diagnostics"]),
  room(
    "DesignPatterns",
    uses: [
      "SchemaModel", "PlanModel", "Diagnostics", "IndexAnalysis", "IndexAdvice", "AccessControl", "Sizing",
      "SQLWriting", "AuditTrail",
    ]),
  room("TypeConversion", uses: ["SQLWriting", "SchemaModel"]),
  room("CatalogAlteration", uses: ["TypeConversion", "CatalogComparison", "SQLWriting", "SchemaModel"]),
  room(
    "StatementLocks",
    uses: ["TypeConversion", "CPostgresQuery", "SQLSyntax", "SQLReading", "SchemaModel", "Diagnostics"]),
  room(
    "MigrationPlanning",
    uses: [
      "CatalogAlteration", "CatalogComparison", "StatementLocks", "SQLReading", "QueryReading", "Sizing",
      "AccessControl", "PlanModel", "SchemaModel", "SQLWriting", "SQLAlchemyWriting", "Diagnostics",
    ]),
  .target(
    name: "MigrationReading", dependencies: ["SQLReading", "SQLSyntax", "SQLWriting", "Diagnostics"],
    resources: [.embedInCode("Python")], swiftSettings: strict),
  room(
    "MigrationChecks",
    uses: [
      "MigrationReading", "StatementLocks", "Checks", "CPostgresQuery", "SQLSyntax", "SQLReading", "SQLWriting",
      "SchemaModel", "PlanModel", "Diagnostics",
    ]),
  room("QueryRewriting", uses: ["CPostgresQuery", "SQLSyntax", "SQLWriting", "SchemaModel"]),
  room(
    "Checks",
    uses: [
      "SchemaModel", "PlanModel", "Diagnostics", "Sizing", "IndexAnalysis", "IndexAdvice", "DesignPatterns",
      "CatalogComparison", "SchemaReconciliation", "QueryRewriting", "AccessControl", "PolicyReading",
      "DataProtection", "SQLWriting",
    ]),
]

let writing: [Target] = [
  room("SQLWriting", uses: ["SchemaModel"]),
  room("PrismaWriting", uses: ["SchemaModel", "Diagnostics"]),
  room("SQLAlchemyWriting", uses: ["SQLWriting", "SchemaModel", "Diagnostics"]),
  room("PrismaCalls", uses: ["QueryRewriting", "SchemaModel"]),
  room(
    "SessionClients",
    uses: ["AccessControl", "PrismaCalls", "PrismaWriting", "SQLAlchemyWriting", "SQLWriting", "SchemaModel"]),
  room("SQLAlchemyCalls", uses: ["QueryRewriting", "SQLAlchemyWriting", "SQLWriting", "SQLSyntax", "SchemaModel"]),
  room("JSONWriting"),
  room("YAMLWriting", uses: [yams]),
  room("SchemaJSON", uses: ["JSONWriting", "SchemaModel", "Diagnostics"]),
  room("MarkdownWriting", uses: ["CommonMark"]),
  room("HTMLWriting"),
  room("FindingReports", uses: ["Checks", "JSONWriting", "MarkdownWriting", "SchemaModel", "Diagnostics"]),
  room("DiagramWriting", uses: ["SchemaModel", "CatalogComparison"]),
]

let document: [Target] = [
  .target(
    name: "Templates", path: "Templates",
    resources: [.embedInCode("Sections"), .embedInCode("Pages"), .embedInCode("Site"), .embedInCode("Changes")],
    swiftSettings: strict),
  room("Templating", uses: ["Diagnostics", "MarkdownWriting", "HTMLWriting", mustache]),
  room("CommonMark", uses: ["CCommonMark"]),
  room(
    "PageWriting",
    uses: ["CommonMark", "MarkdownWriting", "HTMLWriting", "SQLSyntax", "Templating"]),
  room(
    "PlanDocument",
    uses: [
      "PlanModel", "SchemaModel", "Diagnostics", "Sizing", "IndexAnalysis", "IndexAdvice", "DesignPatterns", "Checks",
      "CatalogComparison", "CapacityPlanning", "MonitoringRules", "AccessControl", "AuditTrail", "DataProtection",
      "MigrationPlanning", "StatementLocks", "Seeding", "SessionClients", "SQLWriting", "PrismaWriting",
      "PrismaCalls", "SQLAlchemyCalls", "JSONWriting", "MarkdownWriting", "Templating",
    ]),
]

let site: [Target] = [
  room(
    "SiteBuilding",
    uses: [
      "PlanDocument", "Checks", "DiagramWriting", "SQLWriting", "MarkdownWriting", "JSONWriting", "PlanModel",
      "SchemaModel", "Diagnostics",
    ])
]

let edges: [Target] = [
  room(
    "Compilation",
    uses: [
      "PlanReading", "SQLReading", "PrismaReading", "PrismaCallReading", "CodeReading", "QueryReading",
      "SchemaReconciliation", "Checks", "MigrationChecks", "MigrationPlanning", "Seeding", "IndexAdvice", "Sizing",
      "PlanDocument",
      "PrismaWriting", "DiagramWriting", "CatalogComparison", "PlanModel", "SchemaModel", "Diagnostics",
    ]),
  room(
    "ProjectDetection",
    uses: [
      "Compilation", "CodeReading", "SQLReading", "QueryReading", "YAMLWriting", "PlanModel", "SchemaModel",
      "Diagnostics", yams, toml,
    ]),
  room(
    "PlanComparison",
    uses: [
      "Compilation", "PlanDocument", "CatalogComparison", "Checks", "Sizing", "DiagramWriting", "MarkdownWriting",
      "JSONWriting", "Templating", "PlanModel", "SchemaModel", "Diagnostics",
    ]),
  room(
    "PullRequests",
    uses: [
      "PlanComparison", "PlanDocument", "CatalogComparison", "Compilation", "FindingReports", "DiagramWriting",
      "MarkdownWriting", "JSONWriting", "Checks", "PlanModel", "SchemaModel", "Diagnostics",
    ]),
  room("Workspace", uses: ["Diagnostics", subprocess]),
  room(
    "Commands",
    uses: [
      "Workspace", "Compilation", "ProjectDetection", "LiveDatabase", "PostgresClient", "Templates", "Templating",
      "PlanDocument", "PageWriting", "SiteBuilding", "PlanReading", "PlanModel", "SchemaModel", "SchemaJSON",
      "SQLWriting", "PrismaWriting", "JSONWriting", "DiagramWriting", "Checks", "FindingReports", "PlanComparison",
      "PullRequests", "MarkdownWriting", "SQLAlchemyImport", "SQLAlchemyReading", "SQLAlchemyWriting",
      "StatementLocks", "SQLReading", "MigrationReading", "MigrationChecks", "MigrationPlanning", "Diagnostics",
      arguments,
    ]),
  .executableTarget(name: "dbplan", dependencies: ["Commands"], swiftSettings: strict),
]

/// What the model of a plan and its schema is made of.
let facts: [Target.Dependency] = ["PlanModel", "SchemaModel", "Diagnostics"]
/// What a test asks PostgreSQL through.
let server: [Target.Dependency] = ["Rehearsal", "PostgresClient", "TestKit"]

let testing: [Target] = [
  tests("TemplatingTests", uses: ["Templating", "Diagnostics"]),
  tests("CommonMarkTests", uses: ["CommonMark"]),
  tests("MarkdownWritingTests", uses: ["MarkdownWriting", "CommonMark"]),
  tests(
    "PageWritingTests", uses: ["PageWriting", "MarkdownWriting", "Templating", "Diagnostics"], cases: ["Cases"]),
  tests(
    "PrismaReadingTests",
    uses: [
      "PrismaReading", "PrismaWriting", "SQLReading", "SQLWriting", "CatalogComparison", "SchemaModel", "Diagnostics",
      "TestKit",
    ], cases: ["Cases", "drift.txt"]),
  tests(
    "PrismaWritingTests",
    uses: [
      "PrismaWriting", "PrismaReading", "SQLReading", "SQLWriting", "SchemaModel", "Diagnostics", "Workspace",
      "TestKit",
    ], cases: ["Cases"]),
  tests(
    "SQLAlchemyWritingTests",
    uses: [
      "SQLAlchemyWriting", "SQLAlchemyImport", "SQLReading", "SQLWriting", "SchemaModel", "Diagnostics", "Workspace",
      "TestKit",
    ], cases: ["Cases"]),
  tests(
    "SQLAlchemyReadingTests",
    uses: [
      "SQLAlchemyReading", "SQLReading", "CatalogComparison", "SchemaModel", "Diagnostics", "Workspace", "TestKit",
    ], cases: ["Cases", "product-exceptions.txt"]),
  tests("SQLAlchemyImportTests", uses: ["SQLAlchemyImport", "SchemaModel", "Diagnostics", "Workspace"]),
  tests("SQLSyntaxTests", uses: ["SQLSyntax", "CPostgresQuery"]),
  tests("SQLReadingTests", uses: ["SQLReading", "SchemaModel", "Diagnostics"], cases: ["Cases"]),
  .target(
    name: "TestKit",
    dependencies: [
      "AccessControl", "CatalogComparison", "Compilation", "CPostgresQuery", "PrismaReading", "SQLReading", "SQLSyntax",
      "SQLWriting",
      "PlanModel", "SchemaModel", "Diagnostics", "Workspace", "Rehearsal", "PostgresClient",
    ],
    path: "Tests/TestKit", swiftSettings: strict),
  tests(
    "PlanReadingTests", uses: facts + ["PlanReading", "JSONWriting", "TestKit"], cases: ["Cases"]),
  tests(
    "QueryReadingTests",
    uses: facts + ["QueryReading", "PlanReading", "TestKit"], cases: ["Cases"]),
  tests(
    "QueryRewritingTests",
    uses: server + facts + ["QueryRewriting", "QueryReading", "Checks", "PlanReading", "SQLReading"], cases: ["Cases"]),
  tests("PrismaCallsTests", uses: ["PrismaCalls", "PrismaReading", "SchemaModel", "Diagnostics"]),
  tests(
    "PrismaCallReadingTests",
    uses: server + facts + [
      "PrismaCallReading", "PrismaCalls", "PrismaReading", "PrismaWriting", "QueryRewriting", "Compilation",
      "Workspace",
    ]),
  tests(
    "SQLAlchemyCallsTests",
    uses: server + facts + [
      "SQLAlchemyCalls", "SQLAlchemyWriting", "SQLAlchemyReading", "SQLReading", "SQLSyntax", "Compilation",
      "Workspace",
    ]),
  tests("JSONWritingTests", uses: ["JSONWriting"]),
  tests("YAMLWritingTests", uses: ["YAMLWriting", yams]),
  tests("PolicyReadingTests", uses: ["PolicyReading", "SQLReading", "SchemaModel", "Diagnostics"]),
  tests("CodeReadingTests", uses: ["CodeReading", "Diagnostics"]),
  tests("ProjectDetectionTests", uses: facts + ["ProjectDetection", "Compilation"]),
  tests(
    "PullRequestsTests",
    uses: [
      "PullRequests", "PlanComparison", "Compilation", "FindingReports", "MarkdownWriting", "CommonMark",
      "Diagnostics", "TestKit",
    ], cases: ["Cases"]),
  tests(
    "IndexAdviceTests",
    uses: facts + [
      "IndexAdvice", "AccessControl", "IndexAnalysis", "PlannerStatistics", "QueryPlanning", "Rehearsal", "Compilation",
      "SQLWriting", "TestKit",
    ]),
  tests(
    "DesignPatternsTests",
    uses: facts + ["DesignPatterns", "Compilation", "SQLWriting", "TestKit"], cases: ["Cases"]),
  tests("FindingReportsTests", uses: ["FindingReports", "Checks", "SchemaModel", "JSONWriting", "Diagnostics"]),
  tests(
    "PlanDocumentTests",
    uses: server + facts + [
      "PlanDocument", "Compilation", "PageWriting", "Templates", "Templating", "Checks", "JSONWriting",
      "MarkdownWriting", "CommonMark", "MigrationPlanning", "StatementLocks", "SQLReading", "SQLWriting", "Workspace",
      yams,
    ], cases: ["Cases"]),
  tests(
    "CapacityPlanningTests",
    uses: facts + ["CapacityPlanning", "Compilation", "Sizing"]),
  .executableTarget(
    name: "dbplan-bench",
    dependencies: [
      "SQLAlchemyReading", "SQLReading", "SQLSyntax", "TestKit", "PrismaReading", "SchemaModel", "Diagnostics",
    ],
    path: "Tests/Bench",
    swiftSettings: strict),
  tests(
    "CatalogAlterationTests",
    uses: server + [
      "CatalogAlteration", "CatalogComparison", "SQLReading", "SQLWriting", "PrismaReading", "LiveDatabase",
      "DatabaseReading", "TypeConversion", "SchemaModel", "Diagnostics",
    ], cases: ["Cases", "Mutations"]),
  tests(
    "StatementLocksTests",
    uses: server + ["StatementLocks", "SQLReading", "SQLSyntax", "SchemaModel", "Workspace", "Diagnostics"],
    cases: ["Oracle"]),
  tests(
    "MigrationChecksTests",
    uses: facts + [
      "MigrationChecks", "MigrationReading", "Checks", "PlanReading", "QueryReading", "SQLReading", "Workspace",
      "Compilation", "TestKit",
    ], cases: ["Cases"]),
  tests(
    "MigrationPlanningTests",
    uses: server + facts + [
      "MigrationPlanning", "AccessControl", "CatalogComparison", "LiveDatabase", "PrismaReading", "SQLReading",
      "SQLSyntax", "SQLWriting", "StatementLocks", "Workspace",
    ], cases: ["Cases"]),
  tests(
    "SeedingTests",
    uses: server + facts + ["Seeding", "Compilation", "SQLReading", "SQLWriting"], cases: ["Cases"]),
  tests(
    "AccessControlTests",
    uses: server + facts + ["AccessControl", "Compilation", "SQLWriting"]),
  tests(
    "AuditTrailTests",
    uses: server + facts + ["AuditTrail", "AccessControl", "Compilation", "SQLWriting"]),
  tests(
    "SessionClientsTests",
    uses: server + facts + [
      "SessionClients", "AccessControl", "PrismaWriting", "SQLAlchemyWriting", "Compilation", "SQLWriting", "Workspace",
    ]),
  tests(
    "DataProtectionTests",
    uses: server + facts + ["DataProtection", "Compilation", "Sizing", "SQLWriting"], cases: ["names.txt"]),
  tests("HouseTests", uses: ["Workspace", "TestKit"]),
  .target(
    name: "BrowserKit", dependencies: ["TestKit", "Workspace"], path: "Tests/BrowserKit",
    resources: [.embedInCode("Scripts")], swiftSettings: strict),
  tests("BrowserTests", uses: ["BrowserKit", "Workspace", "TestKit"]),
  tests(
    "EndToEndTests", uses: server + ["Workspace"], cases: ["Cases", "Projects"]),
  tests(
    "CorpusTests",
    uses: server + facts + [
      "Compilation", "PlanDocument", "Templates", "Templating", "CommonMark", "MarkdownWriting", "SQLReading",
      "SQLSyntax", "SQLWriting", "Workspace", "LiveDatabase", "DatabaseReading", "PrismaReading", "PrismaWriting",
    ],
    cases: [
      "exceptions.txt", "preludes.txt", "live-exceptions.txt", "wheel-exceptions.txt", "prisma-exceptions.txt",
      "Preludes",
    ]),
  tests(
    "LiveDatabaseTests",
    uses: server + ["LiveDatabase", "DatabaseReading", "SQLWriting", "SchemaModel", "Diagnostics"]),
  tests(
    "PlannerStatisticsTests", uses: facts + ["PlannerStatistics", "Compilation"]),
  tests(
    "QueryPlanningTests",
    uses: server + facts + ["QueryPlanning", "PlannerStatistics", "Compilation", "Workspace"]),
  tests("PostgresClientTests", uses: ["PostgresClient", "Rehearsal"]),
  .executableTarget(
    name: "rehearsal-victim", dependencies: ["Rehearsal", "PostgresClient"], path: "Tests/RehearsalVictim",
    swiftSettings: strict),
  tests("RehearsalTests", uses: server + ["Workspace"]),
  tests("DiagnosticsTests", uses: ["Diagnostics"]),
  tests("CompilationTests", uses: facts + ["Compilation", "PlanReading", "Checks"]),
  tests(
    "PlanComparisonTests",
    uses: [
      "PlanComparison", "Compilation", "DiagramWriting", "JSONWriting", "MarkdownWriting", "Templates", "Templating",
      "PlanReading", "PlanModel", "Diagnostics", "Workspace", "TestKit",
    ], cases: ["Cases"]),
  tests(
    "SizingTests",
    uses: server + facts + ["Sizing", "Compilation", "SQLReading", "SQLWriting", "Workspace"]),
  tests("WorkspaceTests", uses: ["Workspace", "Diagnostics", "TestKit"]),
  tests(
    "ChecksTests",
    uses: server + facts + [
      "Checks", "PlanReading", "QueryReading", "PrismaReading", "SQLReading", "SchemaReconciliation",
    ], cases: ["Cases"]),
  tests(
    "SchemaReconciliationTests",
    uses: [
      "SchemaReconciliation", "CatalogComparison", "PrismaReading", "SQLReading", "SQLSyntax", "SchemaModel",
      "Diagnostics",
    ], cases: ["Cases"]),
  tests(
    "SQLWritingTests", uses: ["SQLWriting", "SQLReading", "SchemaModel", "Diagnostics", "TestKit"],
    cases: ["Cases", "Definitions"]),
  tests(
    "DiagramWritingTests", uses: ["DiagramWriting", "CatalogComparison", "SchemaModel", "Workspace", "TestKit"],
    cases: ["Cases"]),
]

let package = Package(
  name: "dbplan",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "dbplan", targets: ["dbplan"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: bindings + model + reading + databases + analysis + writing + document + site + edges + testing
)
