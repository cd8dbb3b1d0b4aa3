// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Checks whether procmail recipes wait for the filter's exit status.
enum ProcmailCheck {
    static func results(_ recipes: [ProcmailRecipe], file: String) -> [CheckResult] {
        recipes.filter { !$0.flags.contains("w") && !$0.flags.contains("W") }.map { recipe in
            CheckResult(
                level: .error, name: "procmail",
                message: "\(file):\(recipe.line): the recipe has no w flag, so mail is lost if"
                    + " mailclerk fails",
                remedy: "write :0 w; see \"mailclerkctl mta-config procmail\" for the full recipe")
        }
    }
}
