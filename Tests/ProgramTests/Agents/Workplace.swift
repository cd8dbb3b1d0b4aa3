// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import TestSupport
import Testing

/// A host of its own for a test: real users and groups, sudo with `contrib/sudoers`, the program
/// where it is installed and the store where it usually is.
///
/// All of it is in a mount namespace that nothing else sees and that ends with the test.
final class Workplace {
    /// The users; the first three are let in, the fourth was.
    static let users = ["mck-ann", "mck-bob", "mck-cyd", "mck-dan", "mck-eve"]
    /// The Unix group of those who are let in by group.
    static let group = "mck-helpdesk"

    /// Whether there can be one here.
    static let isPossible: Bool = {
        let programs = [
            unshare, nsenter, setpriv, "/usr/bin/sudo", "/usr/sbin/visudo", "/usr/sbin/useradd",
        ]
        guard geteuid() == 0,
            programs.allSatisfy({ FileManager.default.isExecutableFile(atPath: $0) })
        else { return false }
        let probe = Program(path: "/bin/mount")
        return (try? probe.run(["-t", "tmpfs", "none", "/mnt"], through: [unshare, "-m"]))?.status
            == 0
    }()
    static let need: Comment = "needs root, unshare and mount, useradd and sudo"

    private static let unshare = "/usr/bin/unshare"
    private static let nsenter = "/usr/bin/nsenter"
    private static let setpriv = "/usr/bin/setpriv"

    /// The site whose store it is.
    let site: Site
    private let host: RunningProgram
    private var userIDs: [String: String] = [:]

    /// Moves a site in; from then on its store belongs to the user mailclerk.
    init(_ site: Site) throws {
        self.site = site
        chmod(site.directory, 0o755)
        mkdir(site.directory + "/world", 0o755)
        host = try RunningProgram(
            [Self.unshare, "-m", "/bin/sh", "-c", Self.setUp, "setUp"] + [
                site.directory, Program.control.path, Source.root + "/contrib/sudoers",
                Self.group,
            ] + Self.users, environment: Program.plainEnvironment, closing: [])
        let ready = site.directory + "/ready"
        while !FileManager.default.fileExists(atPath: ready) {
            guard host.isRunning else {
                let outcome = host.wait()
                Issue.record("\(outcome)")
                throw CocoaError(.executableNotLoadable)
            }
            usleep(5000)
        }
        for line in try String(contentsOfFile: ready, encoding: .utf8).split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            userIDs[words[0]] = words[1]
        }
    }

    /// A command in this host, as root.
    private var inside: [String] { [Self.nsenter, "--mount=/proc/\(host.process)/ns/mnt", "--"] }

    /// The number of a user.
    func number(of user: String) throws -> String { try #require(userIDs[user]) }

    /// A command that another one is run through to be a user's.
    func being(_ user: String) -> [String] {
        inside + [Self.setpriv, "--reuid", user, "--regid", user, "--init-groups"]
    }

    /// Runs a command of mailclerkctl as a user types it.
    func type(
        _ user: String, _ arguments: [String], input: String = "",
        environment: [String: String] = [:], program: String = "/usr/local/bin/mailclerkctl"
    ) throws -> Outcome {
        try Program(path: program).run(
            arguments, input: Array(input.utf8),
            environment: Program.plainEnvironment.merging(environment) { $1 },
            through: being(user))
    }

    /// Runs a command of mailclerkctl as sudo does for a user, with the store owner's rights.
    func runAsAgent(
        _ user: String, _ arguments: [String], input: String = "",
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let sudo = ["SUDO_UID": try number(of: user)]
        return try type(
            "mailclerk", arguments, input: input, environment: environment.merging(sudo) { $1 })
    }

    /// Runs a command through sudo that a user typed, such as `-u mailclerk mailclerkctl emails`.
    func sudo(
        _ user: String, _ arguments: [String], input: String = "",
        environment: [String: String] = [:]
    ) throws -> Outcome {
        try type(
            user, ["-n"] + arguments, input: input, environment: environment,
            program: "/usr/bin/sudo")
    }

    /// Runs any command line of root's here; it must succeed.
    @discardableResult
    func root(_ commands: String) throws -> String {
        let outcome = try Program(path: "/bin/sh").run(
            ["-c", "PATH=/usr/sbin:$PATH\n" + commands], through: inside)
        try #require(outcome.status == 0, "\(commands): \(outcome.error)")
        return outcome.output
    }

    /// Keeps the store as it is under a name.
    func keep(_ name: String) throws {
        try site.query { _ = $0.connection.file?.checkpointIfLarge(overBytes: 0) }
        try root(
            """
            cd /var/lib/mailclerk && rm -f *-wal *-shm
            cp -p mailclerk.db '\(site.directory)/\(name)'
            chown -R mailclerk:mailclerk .
            """)
    }

    /// Puts the store back as it was kept.
    func restore(_ name: String) throws {
        let owner = try #require(userIDs["mailclerk"].flatMap(UInt32.init))
        for suffix in ["-wal", "-shm", ""] { unlink(site.storePath + suffix) }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(site.directory)/\(name)"))
        try bytes.write(to: URL(fileURLWithPath: site.storePath))
        chmod(site.storePath, 0o600)
        chown(site.storePath, owner, gid_t.max)
    }

    /// Arguments: the site, the program, the sudoers file, the group, the users.
    private static let setUp = """
        set -eu
        PATH=/usr/sbin:/usr/bin:/sbin:/bin
        umask 022
        site=$1 program=$2 sudoers=$3 group=$4
        shift 4
        world=$site/world
        mount -t tmpfs -o mode=755 none "$world"
        cp -a /etc "$world/etc"
        mount --bind "$world/etc" /etc
        for place in /var/lib /usr/local/bin /home; do
            mkdir -p "$world$place"
            mount --bind "$world$place" "$place"
        done
        id mailclerk >/dev/null 2>&1 || useradd --system --user-group --no-create-home \\
            --home-dir /var/lib/mailclerk --shell /usr/sbin/nologin mailclerk
        getent group mailclerk-agents >/dev/null || groupadd --system mailclerk-agents
        groupadd "$group"
        for user in "$@"; do
            useradd --create-home --user-group --groups mailclerk-agents "$user"
        done
        usermod -aG "$group" "$3"
        usermod -aG "$group" "$4"
        install -m 440 "$sudoers" /etc/sudoers.d/mailclerk
        visudo -cq
        touch /usr/local/bin/mailclerkctl
        mount --bind "$program" /usr/local/bin/mailclerkctl
        mkdir /var/lib/mailclerk
        chown -R mailclerk:mailclerk "$site/store"
        chmod 700 "$site/store"
        mount --bind "$site/store" /var/lib/mailclerk
        for user in mailclerk "$@"; do
            echo "$user $(id -u "$user")"
        done > "$site/ready.new"
        mv "$site/ready.new" "$site/ready"
        read -r _ || :
        """
}
