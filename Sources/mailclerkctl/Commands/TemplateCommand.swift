// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// `template`: the templates of replies.
struct TemplateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "template", abstract: "Preview the templates of replies.",
        subcommands: [TemplatePreviewCommand.self])
}
