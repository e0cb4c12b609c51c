import Foundation

/// What is known of a page once it was looked at in every way.
package struct PageVisit: Sendable {
  /// The page in one state.
  package struct Look: Sendable, Decodable {
    /// The width of the screen, in CSS pixels.
    package var screen: Int
    /// How wide the page is; wider than the screen is a page that scrolls sideways.
    package var width: Int
    /// The element that makes it so.
    package var widest: String?
    /// Words that stand out too little from what is behind them.
    package var weak: [String]
    /// How it was looked at: filled in here.
    package var state: String?
  }

  /// What a page holds, in whatever state.
  package struct Content: Sendable, Decodable {
    package struct Link: Sendable, Hashable, Decodable {
      package var href: String
      /// Where it leads, absolute; empty when it is no address.
      package var address: String
    }

    package var ids: [String]
    package var duplicates: [String]
    package var links: [Link]
    /// Addresses the browser is asked to get ready for.
    package var hints: [String]
    /// Words that are seen at no width, folded parts opened.
    package var hidden: [String]
    package var shown: [String]
    package var scripts: Int
  }

  package var path: String
  package var looks: [Look]
  package var content: Content
  package var complaints: [String]
  package var requests: [String]
  /// The same page with scripts off; nil when it has none.
  package var withoutScripts: Content?
}

extension PageVisit {
  /// A large screen and a telephone.
  package static let widths = [1280, 375]
  /// Looks at a page at each width, light and dark, with scripts and without.
  ///
  /// - Parameter limit: A page that takes longer ends the browser.
  package static func of(
    _ path: String, in folder: String, by tab: Tab, limit: Duration
  ) async throws -> PageVisit {
    try await tab.limited(to: limit, page: path) {
      let address = PageFolder.address(of: "\(folder)/\(path)")
      try await tab.allowScripts(true)
      var (looks, content) = try await look(at: address, by: tab, withContrast: true)
      var record = tab.record
      var plain: Content?
      if content.scripts > 0 {
        try await tab.allowScripts(false)
        let (others, content) = try await look(at: address, by: tab, withContrast: false)
        looks += others.map { look in
          var look = look
          look.state = "\(look.state ?? "") without scripts"
          return look
        }
        plain = content
        record.complaints += tab.record.complaints
        record.requests += tab.record.requests
      }
      return PageVisit(
        path: path, looks: looks, content: content, complaints: record.complaints, requests: record.requests,
        withoutScripts: plain)
    }
  }

  private static func look(at address: String, by tab: Tab, withContrast: Bool) async throws -> ([Look], Content) {
    try await tab.prefer(dark: false)
    try await tab.resize(to: widths[0], height: 900)
    try await tab.visit(address)
    // Scripts that work once the page is drawn have then worked.
    try await tab.evaluate("globalThis.\(name) = \(script); ''")
    var looks: [Look] = []
    for width in widths {
      try await tab.resize(to: width, height: width < 600 ? 812 : 900)
      for isDark in withContrast && width == widths[0] ? [false, true] : [false] {
        try await tab.prefer(dark: isDark)
        var look = try await tab.value(of: "\(name).look(\(width), \(withContrast))", as: Look.self)
        look.state = "\(width) px\(isDark ? ", dark" : "")"
        guard look.screen == width || look.width > width else {
          throw BrowserError.confused("\(address): \(look.screen) px instead of \(width)")
        }
        look.screen = width
        looks.append(look)
      }
    }
    return (looks, try await tab.value(of: "\(name).tell()", as: Content.self))
  }

  private static let name = "pageUnderTest"
  private static let script = String(decoding: PackageResources.page_js, as: UTF8.self)
}
