// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox

/// Reads the tables of `mailclerk.toml` into settings and reports every semantic error.
struct SettingsReader {
    /// The files and programs to which the settings refer.
    struct ReferencedFiles {
        /// The templates that could be read.
        var templates: [TemplateSource]
        /// The names of all template directories, including those with errors.
        var templateNames: Set<String>
        /// The paths of all files directly under `templates/`, such as signatures.
        var looseFiles: Set<String>
        /// Returns whether a program may be run.
        var program: (String) -> ProgramTrust
    }

    /// The result of checking whether a program may be run as the store owner.
    enum ProgramTrust {
        case trusted
        /// The path does not exist.
        case missing
        /// Other users could change it, or it is not a program; the value is the reason.
        case untrusted(String)
    }

    let referencedFiles: ReferencedFiles
    let diagnostics: DiagnosticCollector
    var root: TableReader
    var settings = Settings()
    var addresses = AddressBook()

    init(document: TOMLDocument, referencedFiles: ReferencedFiles, diagnostics: DiagnosticCollector)
    {
        self.referencedFiles = referencedFiles
        self.diagnostics = diagnostics
        root = TableReader(
            name: "", position: .start, members: document.root, diagnostics: diagnostics)
        for position in document.escapedNULs {
            diagnostics.error(position, "strings must not contain NUL")
        }
    }

    /// Reads all settings.
    mutating func read() -> Settings {
        readAddressing()
        settings.replies = readReplies()
        settings.statuses = readStatuses()
        settings.organization = readOrganization()
        settings.roles = readRoles()
        settings.users = readUsers()
        checkSignatures()
        settings.programs = readActions()
        var readers: [(String, TableReader)] = []
        for (name, table) in root.namedTables("mailboxes") {
            var table = table
            guard checkMailboxName(name, at: table.position) else { continue }
            settings.mailboxes.append(readMailbox(name, from: &table))
            table.finish()
            readers.append((name, table))
        }
        if root.namedTables("mailboxes").isEmpty {
            diagnostics.warning(
                root.position(of: "mailboxes"), "no mailbox is defined; add [mailboxes.NAME]")
        }
        checkDefaultMailbox()
        checkRenames(readers)
        addresses.report(delimiter: settings.recipientDelimiter, to: diagnostics)
        checkUserAddresses()
        root.finish()
        settings.templates = referencedFiles.templates
        return settings
    }

    /// Reads only roles, users and the access of mailboxes; the rest of the file may be invalid.
    ///
    /// The mailboxes in the result have only their name, `renamed-from` and access.
    mutating func readAccess() -> Settings {
        settings.roles = readRoles()
        settings.users = readUsers()
        for (name, table) in root.namedTables("mailboxes") {
            var table = table
            var mailbox = MailboxSettings(name: name, label: name, address: "")
            mailbox.renamedFrom = table.line("renamed-from")?.value
            mailbox.access = readAccess(from: &table)
            settings.mailboxes.append(mailbox)
        }
        return settings
    }

    private mutating func readAddressing() {
        guard let delimiter = root.text("recipient-delimiter") else { return }
        let isFit = delimiter.value.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                false
            default: (0x21...0x7E).contains(byte) && !"@\"\\<>()[],:;.".utf8.contains(byte)
            }
        }
        if isFit {
            settings.recipientDelimiter = delimiter.value
        } else {
            diagnostics.error(
                delimiter.position,
                "\"recipient-delimiter\" must be punctuation such as \"+\", or empty, not"
                    + " \"\(delimiter.value)\"")
        }
    }

    private mutating func readStatuses() -> Statuses {
        var statuses = Statuses()
        guard var table = root.table("statuses") else { return statuses }
        if let open = table.lines("open") {
            statuses.open = open.value
            if open.value.isEmpty {
                diagnostics.error(open.position, "\"open\" must name at least one status")
            }
        }
        if let closed = table.lines("closed") {
            statuses.closed = closed.value
            if closed.value.isEmpty {
                diagnostics.error(closed.position, "\"closed\" must name at least one status")
            }
        }
        var seen: Set<String> = []
        for (key, names) in [("open", statuses.open), ("closed", statuses.closed)] {
            for name in names where !seen.insert(name).inserted {
                diagnostics.error(table.position(of: key), "duplicate status \"\(name)\"")
            }
        }
        table.finish()
        return statuses
    }

    private mutating func readOrganization() -> [String: String] {
        guard var table = root.table("organization") else { return [:] }
        var values: [String: String] = [:]
        for key in table.keys {
            if let text = table.text(key) { values[key] = text.value }
        }
        return values
    }

    private mutating func checkDefaultMailbox() {
        guard let name = root.line("default-mailbox") else { return }
        settings.defaultMailbox = name.value
        let names = settings.mailboxes.map(\.name)
        guard !names.contains(name.value) else { return }
        diagnostics.error(
            name.position,
            "unknown mailbox \"\(name.value)\""
                + SpellingSuggestion.hint(for: name.value, among: names))
    }

    private func checkRenames(_ readers: [(String, TableReader)]) {
        var taken: [String: String] = [:]
        for (name, table) in readers {
            guard let mailbox = settings.mailboxes.first(where: { $0.name == name }),
                let old = mailbox.renamedFrom
            else { continue }
            let position = table.position(of: "renamed-from")
            if settings.mailboxes.contains(where: { $0.name == old }) {
                diagnostics.error(
                    position,
                    "\"renamed-from\" must be a former name, but mailbox \"\(old)\" still exists")
            } else if let other = taken[old] {
                diagnostics.error(
                    position,
                    "duplicate \"renamed-from\" value \"\(old)\" (first in [mailboxes.\(other)])")
            }
            taken[old] = name
        }
    }

    private mutating func checkUserAddresses() {
        guard var table = root.table("users") else { return }
        for (name, user) in table.keys.compactMap({ name in table.table(name).map { (name, $0) } })
        {
            guard let text = settings.users.first(where: { $0.name == name })?.address,
                let address = Address.parse(text), let mailbox = addresses.mailbox(of: address)
            else { continue }
            diagnostics.warning(
                user.position(of: "address"),
                "\(text) is the address of mailbox \"\(mailbox)\"; notifications would become its"
                    + " mail"
            )
        }
    }

    /// Checks a mailbox name, which is used in commands and URL paths.
    private func checkMailboxName(_ name: String, at position: SourcePosition) -> Bool {
        let isFine = Self.isPlainName(name)
        if !isFine {
            diagnostics.error(
                position,
                "invalid mailbox name \"\(name)\": use at most 64 characters a to z, digits, \"-\","
                    + " \"_\" and \".\", not starting with \"-\" or \".\"")
        }
        return isFine
    }

    /// Returns whether a name can be used in commands, URL paths and lists without quoting.
    static func isPlainName(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return (1...64).contains(bytes.count) && bytes.first != UInt8(ascii: "-")
            && bytes.first != UInt8(ascii: ".")
            && bytes.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}
