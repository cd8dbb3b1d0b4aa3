// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What came of rendering a template.
package struct Rendering: Hashable, Sendable {
    /// The text.
    package let text: String
    /// The names that were to be written but that no value had, each once, in order.
    ///
    /// A name that only a section asks for isn't missing: to ask is what sections are for.
    package let missing: [String]
    /// The partials that weren't there, each once, in order; they render as nothing.
    package let missingPartials: [String]
    /// Whether one of ``TemplateLimits`` cut the rendering short.
    package let isTruncated: Bool
}

/// What becomes of the characters that mean something in HTML.
package enum Escaping: Hashable, Sendable {
    /// Values of `{{name}}` stay as they are: for plain text.
    case none
    /// Values of `{{name}}` are escaped so that they fit into HTML's text and quoted attributes.
    case html
}

extension Template {
    /// Renders the template; it never fails, and what isn't there renders as nothing.
    ///
    /// - Parameters:
    ///   - value: The values by name.
    ///   - escaping: What becomes of the values of `{{name}}`; `{{{name}}}` and `{{&name}}` are
    ///     never escaped.
    ///   - partials: Gives the template of a `{{>name}}`, asked each time; nil where there is none.
    /// - Returns: The text, and what was missing.
    package func render(
        _ value: TemplateValue, escaping: Escaping,
        partials: (String) -> Template? = { _ in nil }
    ) -> Rendering {
        var renderer = TemplateRenderer(value: value, escaping: escaping)
        renderer.run(self, partials: partials)
        return renderer.rendering
    }
}
