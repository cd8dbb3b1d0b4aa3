// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The result of rendering a template.
package struct Rendering: Hashable, Sendable {
    /// The rendered text.
    package let text: String
    /// The names that a tag should write but that have no value, in order, without duplicates.
    ///
    /// Names used only by sections are not reported, because sections exist to test for a value.
    package let missing: [String]
    /// The partials that do not exist, in order, without duplicates; they render as nothing.
    package let missingPartials: [String]
    /// Whether a limit of ``TemplateLimits`` cut the rendering short.
    package let isTruncated: Bool
}

/// The treatment of characters with a special meaning in HTML.
package enum Escaping: Hashable, Sendable {
    /// Writes values of `{{name}}` unchanged: for plain text.
    case none
    /// Escapes values of `{{name}}` for HTML text and quoted attributes.
    case html
}

extension Template {
    /// Renders the template; rendering never fails, and missing values render as nothing.
    ///
    /// - Parameters:
    ///   - value: The values by name.
    ///   - escaping: How values of `{{name}}` are escaped; `{{{name}}}` and `{{&name}}` never are.
    ///   - partials: Returns the template for a `{{>name}}`, or nil if there is none; called for
    ///     each tag.
    /// - Returns: The text and the missing names.
    package func render(
        _ value: TemplateValue, escaping: Escaping,
        partials: (String) -> Template? = { _ in nil }
    ) -> Rendering {
        var renderer = TemplateRenderer(value: value, escaping: escaping)
        renderer.run(self, partials: partials)
        return renderer.rendering
    }
}
