// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// Reads the directory that contains `mailclerk.toml` and `templates/`.
package enum SettingsDirectory {
    /// The default path of the settings directory.
    package static let standardPath = "/etc/mailclerk"

    /// Reads and checks everything in a settings directory.
    ///
    /// No error is thrown: all problems, including a missing file, are reported as diagnostics.
    ///
    /// - Parameters:
    ///   - path: The directory.
    ///   - storeOwner: The user ID of the store owner, whose programs are trusted in addition to
    ///     those of root.
    /// - Returns: The settings with all diagnostics.
    package static func load(_ path: String, storeOwner: UInt32) -> LoadedSettings {
        let scan = DirectoryScan(directory: trimmed(path), mainFileOnly: false)
        return interpret(scan, storeOwner: storeOwner)
    }

    /// Reads only roles, users and access; the rest of `mailclerk.toml` may be invalid.
    ///
    /// - Parameter path: The directory.
    /// - Returns: Settings whose mailboxes have only a name and their access, with the diagnostics
    ///   for these sections.
    package static func loadAccess(_ path: String) -> LoadedSettings {
        access(of: DirectoryScan(directory: trimmed(path), mainFileOnly: true))
    }

    /// Reads only roles, users and access from files of an applied version.
    static func loadAccess(files: [SettingsFile], named name: String) -> LoadedSettings {
        access(of: DirectoryScan(directory: name, files: files.map(DirectoryScan.RawFile.init)))
    }

    private static func access(of scan: DirectoryScan) -> LoadedSettings {
        readMainFile(of: scan) { document, diagnostics in
            var reader = SettingsReader(
                document: document,
                referencedFiles: SettingsReader.ReferencedFiles(
                    templates: [], templateNames: [], looseFiles: [], program: { _ in .trusted }),
                diagnostics: diagnostics)
            return reader.readAccess()
        }
    }

    /// Reads the files of an applied version again.
    ///
    /// - Parameters:
    ///   - files: The files, as stored.
    ///   - name: The prefix of the files' paths in diagnostics.
    ///   - storeOwner: The user ID of the store owner, as for ``load(_:storeOwner:)``.
    /// - Returns: The settings with all diagnostics.
    package static func load(
        files: [SettingsFile], named name: String, storeOwner: UInt32
    ) -> LoadedSettings {
        let scan = DirectoryScan(
            directory: name,
            files: files.map(DirectoryScan.RawFile.init))
        return interpret(scan, storeOwner: storeOwner)
    }

    private static func interpret(_ scan: DirectoryScan, storeOwner: UInt32) -> LoadedSettings {
        let templates = TemplateFiles(scan.files, directory: scan.directory)
        return readMainFile(of: scan, templates: templates) { document, diagnostics in
            var reader = SettingsReader(
                document: document,
                referencedFiles: SettingsReader.ReferencedFiles(
                    templates: templates.sources, templateNames: templates.names,
                    looseFiles: templates.looseFiles,
                    program: { trust(in: $0, storeOwner: storeOwner) }),
                diagnostics: diagnostics)
            let settings = reader.read()
            templates.checkNames(TemplateNames(organization: settings.organization.keys))
            return settings
        }
    }

    /// Parses `mailclerk.toml` and, unless it has a syntax error, adds the results of the other
    /// files.
    private static func readMainFile(
        of scan: DirectoryScan, templates: TemplateFiles? = nil,
        _ read: (TOMLDocument, DiagnosticCollector) -> Settings
    ) -> LoadedSettings {
        let path = scan.directory + "/" + DirectoryScan.mainFile
        guard let file = scan.files.first(where: { $0.path == DirectoryScan.mainFile }) else {
            return LoadedSettings(
                settings: Settings(), files: [],
                diagnostics: scan.diagnostics.filter { $0.file == path })
        }
        let diagnostics = DiagnosticCollector(file: path)
        var loaded = LoadedSettings(settings: Settings(), files: [], diagnostics: [])
        do throws(SourceText.Problem) {
            let text = try SourceText(file.bytes)
            loaded.files = [SettingsFile(path: file.path, contents: text.text)]
            do throws(TOMLDocument.SyntaxError) {
                loaded.settings = read(try TOMLDocument(text), diagnostics)
            } catch {
                diagnostics.error(error.position, error.message)
                return LoadedSettings(
                    settings: Settings(), files: loaded.files, diagnostics: diagnostics.diagnostics)
            }
        } catch {
            diagnostics.error(error.position, error.message)
            return LoadedSettings(
                settings: Settings(), files: [], diagnostics: diagnostics.diagnostics)
        }
        let signatures = Set(
            loaded.settings.users.compactMap { $0.signature.map { "templates/" + $0 } })
        // Files directly under `templates/` belong to the settings only if they are somebody's
        // signature.
        loaded.files += (templates?.files ?? []).filter { file in
            file.path.utf8.count(where: { $0 == UInt8(ascii: "/") }) > 1
                || signatures.contains(file.path)
        }
        loaded.diagnostics =
            (scan.diagnostics + diagnostics.diagnostics
            + (templates?.collectors ?? []).flatMap(\.diagnostics)).sorted()
        return loaded
    }

    /// Returns whether the sendmail program may be run for the store owner.
    private static func trust(
        in path: String, storeOwner: UInt32
    ) -> SettingsReader.ProgramTrust {
        guard let problem = TrustedFile.problem(path: path, owner: storeOwner) else {
            return .trusted
        }
        if case .unreachable = problem.reason { return .missing }
        return .untrusted(problem.description)
    }

    /// Returns the path without trailing slashes.
    private static func trimmed(_ path: String) -> String {
        var path = path[...]
        while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path = path.dropLast() }
        return String(path)
    }
}
