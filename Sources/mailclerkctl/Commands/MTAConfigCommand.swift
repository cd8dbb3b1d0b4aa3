// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform
import Store

extension MailServer: ExpressibleByArgument {}

/// `mta-config`: prints the configuration for a mail server.
struct MTAConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mta-config",
        abstract: "Print the configuration that connects a mail server.",
        discussion: """
            The addresses are those of the current settings. The servers are \
            \(MailServer.allCases.map(\.rawValue).joined(separator: ", ")).
            """)

    @Argument(help: ArgumentHelp("The mail server.", valueName: "server"))
    var server: MailServer

    @Option("name", help: "Print only this section, without comments.")
    var part: String?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        let site = try site(session)
        let ways = server.ways(for: site)
        let pieces = ways.flatMap(\.pieces)
        if let part {
            guard let piece = pieces.first(where: { $0.name == part }) else {
                let names = pieces.map(\.name).joined(separator: ", ")
                throw CommandProblem(
                    .usage, "unknown section \"\(part)\" of \(server.rawValue); it has \(names)")
            }
            show(piece, in: session)
        } else if session.isJSON {
            for piece in pieces { show(piece, in: session) }
        } else {
            for way in ways { show(way, in: session) }
        }
        session.output.finish()
    }

    private func show(_ piece: ConfigurationPiece, in session: Session) {
        guard session.isJSON else { return session.output.bytes(Array(piece.text.utf8)) }
        session.output.json([
            "part": .string(piece.name), "place": .string(piece.place),
            "remarks": .array(piece.remarks.map { .string($0) }), "text": .string(piece.text),
        ])
    }

    private func show(_ way: ConfigurationWay, in session: Session) {
        let style = session.output.style
        session.output.line(style.bold("# \(server.rawValue), \(way.title)") + "\n")
        for piece in way.pieces {
            session.output.line(style.bold("# --part \(piece.name): \(piece.place)"))
            for remark in piece.remarks { session.output.line("#   \(remark)") }
            session.output.line(piece.text)
        }
    }

    /// Returns the data for the configuration; warns of problems.
    private func site(_ session: Session) throws -> FilterSite {
        let program = try FilterSite.installedProgram()
        let location = try FilterSite.absolute(session.location)
        for path in [program, location.text] where !FilterSite.isPlainPath(path) {
            throw CommandProblem(
                .badInput, "mail servers accept no such path in their configuration: \(path)")
        }
        let owner = try Account.numbered(session.storeOwner)
        let isRoot = session.storeOwner == 0
        if isRoot {
            session.output.warn(
                "the store belongs to root, but mail servers run no program as root; "
                    + "chown it and its directory to \(Self.usualUser)")
        }
        let site = try FilterSite(
            store: session.openStore(), at: location, program: program,
            user: isRoot ? Self.usualUser : owner?.name ?? String(session.storeOwner))
        for address in site.leftOut {
            session.output.warn("\(address) requires quotes and is left out")
        }
        return site
    }

    private static let usualUser = "mailclerk"
}
