// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform
import Store
import SystemMailbox

extension MailServer: ExpressibleByArgument {}

/// `mta-config`: the lines that connect a mail server.
struct MTAConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mta-config",
        abstract: "Print the lines that a mail server needs, recipient map included.",
        discussion: """
            With the addresses of the settings in force. The servers are \
            \(MailServer.allCases.map(\.rawValue).joined(separator: ", ")).
            """)

    @Argument(help: ArgumentHelp("The mail server.", valueName: "server"))
    var server: MailServer

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("One piece alone, without comments.", valueName: "name"))
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
                    .usage, "\(server.rawValue) has no part “\(part)”; its parts are \(names)")
            }
            show(piece, in: session)
        } else if session.isJSON {
            for piece in pieces { session.output.json(Self.json(piece)) }
        } else {
            for way in ways { show(way, in: session) }
        }
        session.output.finish()
    }

    private func show(_ piece: ConfigurationPiece, in session: Session) {
        if session.isJSON {
            session.output.json(Self.json(piece))
        } else {
            session.output.bytes(Array(piece.text.utf8))
        }
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

    private static func json(_ piece: ConfigurationPiece) -> JSON {
        [
            "part": .string(piece.name), "place": .string(piece.place),
            "remarks": .array(piece.remarks.map { .string($0) }), "text": .string(piece.text),
        ]
    }

    /// What the lines are made of; warns of what is not as it should be.
    private func site(_ session: Session) throws -> FilterSite {
        let program = try Self.filter()
        let location = try Self.absolute(session.location)
        for path in [program, location.text] where !FilterSite.isPlainPath(path) {
            throw CommandProblem(
                .badInput, "mail servers take no such path in their settings: \(path)")
        }
        let owner = try Account.numbered(session.storeOwner)
        let isRoot = session.storeOwner == 0
        if isRoot {
            session.output.note(
                "the store is root's, but mail servers run no program as root: chown it and its"
                    + " directory to \(Self.usualUser)")
        }
        let site = try FilterSite(
            store: session.openStore(), at: location, program: program,
            user: isRoot ? Self.usualUser : owner?.name ?? String(session.storeOwner))
        for address in site.leftOut {
            session.output.note("\(address) needs quotes and is left out")
        }
        return site
    }

    private static let usualUser = "mailclerk"

    /// The filter beside this program, else where it is usually installed.
    private static func filter() throws -> String {
        let directory = FileSystem.directory(of: try OwnProcess.programPath)
        let usual = "/usr/local/bin/mailclerk"
        let places = ["\(directory)/mailclerk", usual, "/usr/bin/mailclerk"]
        return try places.first { try FileSystem.status($0) != nil } ?? usual
    }

    private static func absolute(_ location: StoreLocation) throws -> StoreLocation {
        guard let path = location.filePath, !path.hasPrefix("/") else { return location }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return .file(try FileSystem.realPath(FileSystem.directory(of: path)) + "/" + name)
    }
}
