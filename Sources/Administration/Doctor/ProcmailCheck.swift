// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A recipe of procmail that doesn't wait for the filter's exit status.
enum ProcmailCheck {
    static func results(_ recipes: [ProcmailRecipe], file: String) -> [CheckResult] {
        recipes.filter { !$0.flags.contains("w") && !$0.flags.contains("W") }.map { recipe in
            CheckResult(
                level: .error, name: "procmail",
                message: "\(file):\(recipe.line): the recipe has no w, so mail is lost when"
                    + " mailclerk can't take it",
                remedy: "write :0 w; mailclerkctl mta-config procmail has the whole recipe")
        }
    }
}
