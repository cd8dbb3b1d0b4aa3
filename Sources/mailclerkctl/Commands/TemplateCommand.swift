// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// `template`: the texts that replies are made from.
struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "The texts that replies are made from.",
        subcommands: [TemplatePreviewCommand.self])
}
