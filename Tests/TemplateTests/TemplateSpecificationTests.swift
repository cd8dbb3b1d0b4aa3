// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import JSON
import Testing

@testable import Template

private let sharedDirectory = ProcessInfo.processInfo.environment["MAILCLERK_SHARED"]

/// The cases of the Mustache specification's required modules.
@Suite(
    .enabled(
        if: sharedDirectory != nil,
        "the specification's cases are looked for in the directory that MAILCLERK_SHARED names"))
struct TemplateSpecificationTests {
    @Test(arguments: [
        ("comments", 12), ("delimiters", 14), ("interpolation", 42), ("inverted", 22),
        ("partials", 12), ("sections", 34),
    ])
    func holdsToTheSpecification(module: String, count: Int) throws {
        let file = URL(fileURLWithPath: try #require(sharedDirectory))
            .appendingPathComponent("mustache-spec/\(module).json")
        let cases = try #require(try JSON(parsing: Data(contentsOf: file))["tests"]?.array)
        #expect(cases.count == count)
        for test in cases {
            let name = try #require(test["name"]?.string)
            let template = try Template(parsing: try #require(test["template"]?.string))
            let partials = try (test["partials"]?.object ?? JSONObject()).reduce(
                into: [String: Template]()
            ) { $0[$1.key] = try Template(parsing: $1.value.string ?? "") }
            let data = TemplateValue(test["data"] ?? .null)
            let rendering = template.render(data, escaping: .html) { partials[$0] }
            #expect(rendering.text == test["expected"]?.string, "\(module): \(name)")
        }
    }
}

extension TemplateValue {
    /// The value for a template; numbers are written as JSON writes them.
    fileprivate init(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .bool(let bool): self = .bool(bool)
        case .integer, .number: self = .string(json.text)
        case .string(let string): self = .string(string)
        case .array(let elements): self = .list(elements.map(TemplateValue.init))
        case .object(let members):
            self = .object(
                members.reduce(into: [:]) { $0[$1.key] = TemplateValue($1.value) })
        }
    }
}
