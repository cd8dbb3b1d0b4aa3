// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Intake

/// The options for the effects of `import` and `replay` other than storing mail.
struct EffectOptions: ParsableArguments {
    @Flag(help: "Create records for threads that have none, if the settings say so.")
    var act = false

    @Flag(help: "Create automatic replies to emails that never got one.")
    var reply = false

    /// The effects that the options request.
    var effects: Arrival.Effects {
        var effects = Arrival.Effects()
        effects.acts = act
        effects.replies = reply
        return effects
    }

    /// The options for a child process.
    var arguments: [String] { (act ? ["--act"] : []) + (reply ? ["--reply"] : []) }
}
