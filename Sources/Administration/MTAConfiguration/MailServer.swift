// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A mail server or delivery program that can run the filter.
package enum MailServer: String, CaseIterable, Sendable {
    case postfix, exim, opensmtpd, procmail, maildrop, sieve, qmail

    /// Returns the methods to connect it, the recommended one first.
    package func ways(for site: FilterSite) -> [ConfigurationWay] {
        switch self {
        case .postfix: PostfixConfiguration.ways(for: site)
        case .exim: EximConfiguration.ways(for: site)
        case .opensmtpd: OpenSMTPDConfiguration.ways(for: site)
        case .procmail: ProcmailConfiguration.ways(for: site)
        case .maildrop: MaildropConfiguration.ways(for: site)
        case .sieve: SieveConfiguration.ways(for: site)
        case .qmail: QmailConfiguration.ways(for: site)
        }
    }
}
