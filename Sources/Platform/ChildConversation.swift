// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// Our side of a running child: what it has printed, whether it lives.
struct ChildConversation: ~Copyable {
    /// How long to sleep at most where the kernel can't tell of a child's end.
    private static let tickInMilliseconds: Int64 = 10

    private let process: pid_t
    private var output: ChildOutput
    /// Standard error, where it is kept apart.
    private var errors: ChildOutput?
    private let endsAtOutputLimit: Bool
    /// Polls as readable when the child has ended; absent on kernels and in sandboxes without it.
    private let ending: Descriptor?

    /// Takes up the talk with a child that has just been started.
    init(
        process: pid_t, output: consuming ChildOutput, errors: consuming ChildOutput? = nil,
        endsAtOutputLimit: Bool
    ) {
        self.process = process
        self.output = consume output
        self.errors = consume errors
        self.endsAtOutputLimit = endsAtOutputLimit
        let number = cplatform_open_process(process)
        ending = number < 0 ? nil : Descriptor(number: number)
    }

    /// Talks until the child has ended or `end` has come (by ``MonotonicTime``).
    mutating func run(until end: Int64) -> ChildOutcome {
        while true {
            receive()
            if endsAtOutputLimit, output.isOverLimit {
                _ = endGroup()
                return outcome(.tooMuchOutput)
            }
            if let status = reap(WNOHANG) {
                receive()
                return outcome(endsAtOutputLimit && output.isOverLimit ? .tooMuchOutput : status)
            }
            let left = end - MonotonicTime.now()
            guard left > 0 else { break }
            wait(milliseconds: left / 1000 + 1)
        }
        let status = endGroup()
        // It may have ended in the last moment.
        if case .exited = status { return outcome(status ?? .timedOut) }
        return outcome(.timedOut)
    }

    /// Kills the child with its group and takes what it printed last.
    private mutating func endGroup() -> ChildOutcome.Ending? {
        kill(-process, SIGKILL)
        // The child itself may have left the group.
        kill(process, SIGKILL)
        let status = reap(0)
        receive()
        return status
    }

    private func outcome(_ ending: ChildOutcome.Ending) -> ChildOutcome {
        ChildOutcome(ending: ending, output: output.bytes, errorOutput: Self.bytes(errors))
    }

    /// Sleeps until there is something to do.
    private func wait(milliseconds: Int64) {
        // poll passes over negative descriptors.
        var waiting = [
            pollfd(fd: output.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: Self.number(errors), events: Int16(POLLIN), revents: 0),
            pollfd(fd: Self.number(ending), events: Int16(POLLIN), revents: 0),
        ]
        let longest =
            Self.number(ending) < 0 ? min(milliseconds, Self.tickInMilliseconds) : milliseconds
        unsafe poll(&waiting, nfds_t(waiting.count), Int32(clamping: longest))
    }

    /// Reads what the pipes have.
    private mutating func receive() {
        output.receive()
        errors?.receive()
    }

    private static func number(_ output: borrowing ChildOutput?) -> Int32 {
        switch output {
        case .some(let open): open.number
        case .none: -1
        }
    }

    private static func bytes(_ output: borrowing ChildOutput?) -> [UInt8] {
        switch output {
        case .some(let open): open.bytes
        case .none: []
        }
    }

    /// A descriptor's number, -1 for one that is closed.
    private static func number(_ descriptor: borrowing Descriptor?) -> Int32 {
        switch descriptor {
        case .some(let open): open.number
        case .none: -1
        }
    }

    /// The child's ending, if it has come.
    private func reap(_ options: Int32) -> ChildOutcome.Ending? {
        var status: Int32 = 0
        var found: pid_t
        repeat {
            found = unsafe waitpid(process, &status, options)
        } while found < 0 && errno == EINTR
        if found == 0 { return nil }
        // Somebody else waited for it: how it ended is lost.
        guard found == process else { return .killed(0) }
        return ChildOutcome.Ending(waitStatus: status)
    }
}
