// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The layers that ARCHITECTURE.md describes: a module imports modules of lower layers only.
enum Layers {
    /// The layer of each module of `Sources`.
    static let layer: [String: Int] = [
        "CPlatform": 0, "CSQLite": 0,
        "Platform": 1, "SQL": 1, "InternetMessage": 1, "Template": 1, "JSON": 1,
        "RegularExpression": 1,
        "SystemMailbox": 2, "Store": 2, "Submission": 2,
        "Intake": 3, "Desk": 3, "Views": 3, "Administration": 3, "Upkeep": 3, "Transfer": 3,
        "Trial": 3,
        "mailclerk": 4, "mailclerkctl": 4,
    ]

    /// The modules of its own layer that a module may import.
    static let beside: [String: Set<String>] = [
        "Store": ["SystemMailbox"],
        "Submission": ["Store", "SystemMailbox"],
        "Transfer": ["Desk", "Intake"],
        "Views": ["Desk", "Intake", "Upkeep"],
        "Trial": ["Intake", "Administration"],
    ]

    /// Packages that a module may import, beyond the standard and the C library.
    static let packages: [String: Set<String>] = [
        "SystemMailbox": ["Crypto"],
        "Intake": ["Crypto"],
        "Administration": ["TOMLKit"],
        "Views": ["Crypto"],
        "mailclerkctl": ["ArgumentParser"],
    ]

    /// The modules of the C and standard libraries that a module may import.
    static let system: [String: Set<String>] = [
        "Platform": ["Glibc", "Musl"],
        "SQL": ["Glibc", "Musl"],
        "InternetMessage": ["Glibc", "Musl", "Synchronization"],
        // Crashes on purpose, in test builds only.
        "mailclerk": ["Glibc", "Musl"],
    ]

    /// Whether a module may import another one, of this package or from elsewhere.
    static func allows(_ module: String, toUse other: String) -> Bool {
        guard let from = layer[module], let to = layer[other] else {
            return packages[module, default: []].contains(other)
                || system[module, default: []].contains(other)
        }
        return to < from || beside[module, default: []].contains(other)
    }
}
