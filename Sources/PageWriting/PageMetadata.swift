/// What a page shows around its document.
package struct PageMetadata: Sendable {
  package struct Link: Sendable {
    package var title: String
    /// Relative to the page, ending in `.html`.
    package var address: String

    package init(title: String, address: String) {
      self.title = title
      self.address = address
    }
  }

  /// The first part of the window title; the document's own first heading when nil.
  package var title: String?
  /// The rest of the window title: the plan or project.
  package var siteTitle: String
  /// From the outermost page to the one above this.
  package var breadcrumb: [Link]
  package var previous: Link?
  package var next: Link?
  /// Where the style sheet lies, relative to the page.
  package var stylesheet: String
  /// The style itself, for a page that needs no other file.
  package var style: String?
  /// What the page was made from; shown at its end.
  package var footer: String
  package var assets: PageAssets
  /// Set on the pages of a site.
  package var frame: PageFrame?

  package init(
    title: String? = nil, siteTitle: String, breadcrumb: [Link] = [], previous: Link? = nil, next: Link? = nil,
    stylesheet: String = "style.css", footer: String = "", assets: PageAssets = PageAssets(), frame: PageFrame? = nil
  ) {
    self.title = title
    self.siteTitle = siteTitle
    self.breadcrumb = breadcrumb
    self.previous = previous
    self.next = next
    self.stylesheet = stylesheet
    self.footer = footer
    self.assets = assets
    self.frame = frame
  }
}

/// Files that a page takes in instead of pointing at them.
package struct PageAssets: Sendable {
  /// SVG texts by the address under which the Markdown shows them.
  package var drawings: [String: String]

  package init(drawings: [String: String] = [:]) { self.drawings = drawings }
}
