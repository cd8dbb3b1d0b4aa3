// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc

@testable import Platform

/// A directory of its own for a test, removed with everything in it.
final class Scratch: Sendable {
    let path: String

    /// Makes it 0700 under /tmp, which is sticky and root's as a rule.
    init() throws {
        let unique = try Randomness.bytes(8).map { String($0, radix: 16) }.joined()
        path = "/tmp/mailclerk-test-\(unique)"
        try FileSystem.makeDirectory(path, mode: 0o700)
    }

    deinit {
        _ = ChildProcess.run(
            ["/bin/rm", "-rf", path], input: [], timeoutInMicroseconds: 10_000_000,
            outputLimitInBytes: 0)
    }

    /// A path inside.
    func callAsFunction(_ name: String) -> String { "\(path)/\(name)" }

    /// Makes a file inside.
    func file(_ name: String, _ text: String = "#!/bin/sh\n", mode: UInt32 = 0o755) throws -> String
    {
        try FileSystem.write(self(name), Array(text.utf8), mode: mode)
        return self(name)
    }
}

/// Has standard output and standard error of a test's own process go to a file.
func redirectOutputs(to path: String) {
    let file = open(path, O_WRONLY | O_CREAT, 0o600)
    dup2(file, 1)
    dup2(file, 2)
    close(file)
}
