// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Template

/// Reads the files under `templates/` and checks them against each other.
struct TemplateFiles {
    /// The usable templates, saved replies and partials.
    private(set) var sources: [TemplateSource] = []
    /// The names of the template directories, including those with errors.
    private(set) var names: Set<String> = []
    /// The names of the files directly under `templates/`, such as signatures.
    private(set) var looseFiles: Set<String> = []
    /// All files that belong to the settings.
    private(set) var files: [SettingsFile] = []
    /// The diagnostics, one collector per file.
    private(set) var collectors: [DiagnosticCollector] = []

    /// A parsed file, for the checks that need all files.
    private struct Entry {
        var source: TemplateSource
        var path: String
        var file: TemplateFile
        var diagnostics: DiagnosticCollector
    }

    private let directory: String
    private var entries: [Entry] = []

    /// Reads the files whose paths begin with `templates/` and ignores the others.
    init(_ raw: [DirectoryScan.RawFile], directory: String) {
        self.directory = directory
        for file in raw {
            let parts = file.path.split(separator: "/").map(String.init)
            guard parts.first == "templates" else { continue }
            let diagnostics = DiagnosticCollector(file: directory + "/" + file.path)
            collectors.append(diagnostics)
            switch parts.count {
            case 2: readLoose(file, name: parts[1], diagnostics: diagnostics)
            case 3 where parts[1] == "partials":
                readPartial(file, fileName: parts[2], diagnostics: diagnostics)
            case 3 where parts[1] == "saved":
                diagnostics.warning(
                    .start, "file ignored; saved replies are templates/saved/NAME/LANG.txt")
            case 3:
                names.insert(parts[1])
                read(file, as: .reply, name: parts[1], fileName: parts[2], diagnostics: diagnostics)
            case 4 where parts[1] == "saved":
                read(file, as: .saved, name: parts[2], fileName: parts[3], diagnostics: diagnostics)
            default: break
            }
        }
        sources = entries.map(\.source)
        compareSubjects()
        checkPartials()
        // Sizes can be computed only if every partial exists and is not recursive.
        guard
            !entries.contains(where: {
                $0.diagnostics.diagnostics.contains { $0.severity == .error }
            })
        else { return }
        checkSizes()
    }

    /// Warns about names that never have a value.
    func checkNames(_ names: TemplateNames) {
        for entry in entries {
            for part in entry.file.parts {
                for name in part.template.names
                where !names.knows(name, isPartial: entry.source.purpose == .partial) {
                    entry.diagnostics.warning(
                        part.position(line: name.line, column: name.column),
                        "unknown template name \"\(name.name)\"" + names.hint(for: name.name))
                }
            }
        }
    }

    /// Reads a file directly under `templates/`; only a signature can refer to it.
    private mutating func readLoose(
        _ file: DirectoryScan.RawFile, name: String, diagnostics: DiagnosticCollector
    ) {
        looseFiles.insert(name)
        _ = text(of: file, diagnostics: diagnostics)
    }

    /// Reads `NAME/LANG.txt` or `NAME/LANG.html`.
    private mutating func read(
        _ file: DirectoryScan.RawFile, as purpose: TemplateSource.Purpose, name: String,
        fileName: String, diagnostics: DiagnosticCollector
    ) {
        let (stem, form) = TemplateFiles.form(of: fileName)
        guard let form, LanguageTag.isPlausible(stem) else {
            diagnostics.warning(
                .start, "file ignored; the files of a template are LANG.txt and LANG.html")
            return
        }
        let language = stem.lowercased()
        if let other = entries.first(where: {
            $0.source.purpose == purpose && $0.source.name == name && $0.source.form == form
                && $0.source.language == language
        }) {
            diagnostics.error(
                .start, "duplicate template for this language and form (first is \(other.path))")
            return
        }
        guard let text = text(of: file, diagnostics: diagnostics) else { return }
        let parsed = TemplateFile(text, hasHeader: true, diagnostics: diagnostics)
        add(
            parsed, path: file.path, diagnostics: diagnostics,
            as: TemplateSource(
                purpose: purpose, name: name, language: language, form: form,
                fields: parsed.fields, body: parsed.body))
    }

    /// Reads `footer` for both forms, or `footer.txt` or `footer.html` for one form.
    private mutating func readPartial(
        _ file: DirectoryScan.RawFile, fileName: String, diagnostics: DiagnosticCollector
    ) {
        guard let text = text(of: file, diagnostics: diagnostics) else { return }
        let parsed = TemplateFile(text, hasHeader: false, diagnostics: diagnostics)
        let (stem, form) = TemplateFiles.form(of: fileName)
        // The scan is sorted by name: `footer` comes before `footer.html`, which replaces it.
        for form in form.map({ [$0] }) ?? TemplateSource.Form.allCases {
            entries.removeAll {
                $0.source.purpose == .partial && $0.source.name == stem && $0.source.form == form
            }
            add(
                parsed, path: file.path, diagnostics: diagnostics,
                as: TemplateSource(
                    purpose: .partial, name: stem, language: "", form: form, fields: [],
                    body: parsed.body))
        }
    }

    private mutating func add(
        _ parsed: TemplateFile, path: String, diagnostics: DiagnosticCollector,
        as source: TemplateSource
    ) {
        entries.append(Entry(source: source, path: path, file: parsed, diagnostics: diagnostics))
    }

    /// Returns the text of a file and adds it to the settings' files; nil if it is not UTF-8.
    private mutating func text(
        of file: DirectoryScan.RawFile, diagnostics: DiagnosticCollector
    ) -> SourceText? {
        do throws(SourceText.Problem) {
            let text = try SourceText(file.bytes)
            files.append(SettingsFile(path: file.path, contents: text.text))
            return text
        } catch {
            diagnostics.error(error.position, error.message)
            return nil
        }
    }

    private static func form(of fileName: String) -> (stem: String, form: TemplateSource.Form?) {
        for form in TemplateSource.Form.allCases {
            let suffix = "." + form.rawValue
            if fileName.hasSuffix(suffix), fileName.utf8.count > suffix.utf8.count {
                return (String(fileName.dropLast(suffix.count)), form)
            }
        }
        return (fileName, nil)
    }

    /// Compares the subjects of both forms of a language, which become one message.
    private func compareSubjects() {
        for entry in entries where entry.source.form == .html {
            guard
                let text = entries.first(where: {
                    $0.source.form == .text && $0.source.purpose == entry.source.purpose
                        && $0.source.name == entry.source.name
                        && $0.source.language == entry.source.language
                }),
                let position = entry.file.subjectPosition,
                let other = TemplateFiles.subject(of: text.source),
                other != TemplateFiles.subject(of: entry.source)
            else { continue }
            entry.diagnostics.warning(position, "the subject differs from that of \(text.path)")
        }
    }

    private static func subject(of source: TemplateSource) -> String? {
        source.fields.first { $0.name.lowercased() == "subject" }?.value
    }

    // MARK: Partials

    private func checkPartials() {
        for entry in entries {
            for part in entry.file.parts {
                for name in part.template.partialNames {
                    checkPartial(name, of: part, in: entry)
                }
            }
        }
    }

    private func checkPartial(
        _ name: TemplateName, of part: TemplateFile.Part, in entry: Entry
    ) {
        let position = part.position(line: name.line, column: name.column)
        let form = entry.source.form
        guard let taken = partial(name.name, form) else {
            let others = entries.filter { $0.source.purpose == .partial }.map(\.source.name)
            entry.diagnostics.error(
                position,
                "unknown partial \"\(name.name)\""
                    + SpellingSuggestion.hint(for: name.name, among: others))
            return
        }
        if taken.source.form != form {
            entry.diagnostics.warning(
                position,
                "no such file: templates/partials/\(name.name).\(form.rawValue); \(taken.path) is"
                    + " included unchanged")
        }
        guard entry.source.purpose == .partial,
            reaches(entry.source.name, from: name.name, form)
        else { return }
        entry.diagnostics.error(
            position,
            "partial \"\(entry.source.name)\" includes itself endlessly")
    }

    /// Returns the partial in a form, else in the other form, as it is included.
    private func partial(_ name: String, _ form: TemplateSource.Form) -> Entry? {
        let named = entries.filter { $0.source.purpose == .partial && $0.source.name == name }
        return named.first { $0.source.form == form } ?? named.first
    }

    /// Returns whether the partial `start` includes `target`, directly or through others.
    ///
    /// Sections are ignored: no value contains values of its own kind, so a section that includes a
    /// partial once includes it again inside that partial.
    private func reaches(
        _ target: String, from start: String, _ form: TemplateSource.Form
    ) -> Bool {
        var seen: Set<String> = [start]
        var waiting = [start]
        while let name = waiting.popLast() {
            if name == target { return true }
            for part in partial(name, form)?.file.parts ?? [] {
                for next in part.template.partialNames where seen.insert(next.name).inserted {
                    waiting.append(next.name)
                }
            }
        }
        return false
    }

    // MARK: Sizes

    /// The work for rendering a text with its partials.
    private struct Size {
        var steps = 0
        var depth = 0
    }

    /// Rejects texts whose partials exceed the limits of rendering.
    private func checkSizes() {
        var known: [String: Size] = [:]
        for entry in entries where entry.source.purpose != .partial {
            let size = size(of: entry.file, entry.source.form, known: &known)
            if size.steps > TemplateLimits.steps || size.depth > TemplateLimits.partialDepth {
                entry.diagnostics.error(
                    .start, "the partials are nested too deeply or expand too much")
            }
        }
    }

    /// Returns the size of a file; recursion is bounded, because no partial includes itself here.
    private func size(
        of file: TemplateFile, _ form: TemplateSource.Form, known: inout [String: Size]
    ) -> Size {
        var size = Size()
        for template in file.parts.map(\.template) {
            size.steps += template.names.count + 1
            for name in template.partialNames.map(\.name) {
                guard let partial = partial(name, form) else { continue }
                let key = form.rawValue + name
                let inner = known[key] ?? self.size(of: partial.file, form, known: &known)
                known[key] = inner
                size.steps = min(size.steps + inner.steps, TemplateLimits.steps + 1)
                size.depth = max(size.depth, inner.depth + 1)
            }
        }
        return size
    }
}
