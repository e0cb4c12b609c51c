/// The templates that dbplan ships, compiled into the binary so that one file runs from anywhere.
package enum ShippedTemplates {
  /// Markdown of the parts, by file name.
  package static var sections: [(name: String, text: String)] {
    [
      ("access.md", text(PackageResources.access_md)),
      ("attributes.md", text(PackageResources.attributes_md)),
      ("audit.md", text(PackageResources.audit_md)),
      ("batches.md", text(PackageResources.batches_md)),
      ("benchmarks.md", text(PackageResources.benchmarks_md)),
      ("caching.md", text(PackageResources.caching_md)),
      ("changes.md", text(PackageResources.changes_md)),
      ("checklists.md", text(PackageResources.checklists_md)),
      ("consistency.md", text(PackageResources.consistency_md)),
      ("constraints.md", text(PackageResources.constraints_md)),
      ("dataMigration.md", text(PackageResources.dataMigration_md)),
      ("diagram.md", text(PackageResources.diagram_md)),
      ("domain.md", text(PackageResources.domain_md)),
      ("encryption.md", text(PackageResources.encryption_md)),
      ("escalations.md", text(PackageResources.escalations_md)),
      ("facts.md", text(PackageResources.facts_md)),
      ("findings.md", text(PackageResources.findings_md)),
      ("indexPlan.md", text(PackageResources.indexPlan_md)),
      ("indexdocument.md", text(PackageResources.indexdocument_md)),
      ("indexes.md", text(PackageResources.indexes_md)),
      ("integrity.md", text(PackageResources.integrity_md)),
      ("loadTests.md", text(PackageResources.loadTests_md)),
      ("missing.md", text(PackageResources.missing_md)),
      ("models.md", text(PackageResources.models_md)),
      ("monitoring.md", text(PackageResources.monitoring_md)),
      ("optimization.md", text(PackageResources.optimization_md)),
      ("options.md", text(PackageResources.options_md)),
      ("patterns.md", text(PackageResources.patterns_md)),
      ("performance.md", text(PackageResources.performance_md)),
      ("plan.md", text(PackageResources.plan_md)),
      ("pool.md", text(PackageResources.pool_md)),
      ("privacydocument.md", text(PackageResources.privacydocument_md)),
      ("queries.md", text(PackageResources.queries_md)),
      ("queryPlan.md", text(PackageResources.queryPlan_md)),
      ("questions.md", text(PackageResources.questions_md)),
      ("relations.md", text(PackageResources.relations_md)),
      ("rollback.md", text(PackageResources.rollback_md)),
      ("rowSecurity.md", text(PackageResources.rowSecurity_md)),
      ("schemaTests.md", text(PackageResources.schemaTests_md)),
      ("screen.md", text(PackageResources.screen_md)),
      ("sheet.md", text(PackageResources.sheet_md)),
      ("sources.md", text(PackageResources.sources_md)),
      ("summary.md", text(PackageResources.summary_md)),
      ("tables.md", text(PackageResources.tables_md)),
      ("types.md", text(PackageResources.types_md)),
      ("volume.md", text(PackageResources.volume_md)),
      ("zeroDowntime.md", text(PackageResources.zeroDowntime_md)),
    ]
  }

  /// Documents about changes, by file name.
  package static var changes: [(name: String, text: String)] { [("diff.md", text(PackageResources.diff_md))] }

  /// The shells of pages, by file name.
  package static var pages: [(name: String, text: String)] { [("page.html", text(PackageResources.page_html))] }

  /// The style sheet that pages share; it lies beside them as `style.css`.
  package static var styleSheet: String { text(PackageResources.style_css) }

  /// The script that searches a site; it lies beside the pages as `search.js`.
  package static var searchScript: String { text(PackageResources.search_js) }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
