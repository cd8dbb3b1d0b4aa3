// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Monitors a running child process and collects its output.
struct ChildConversation: ~Copyable {
    /// The maximum polling interval if the kernel cannot report the exit of a child.
    private static let tickInMilliseconds: Int64 = 10

    private let process: pid_t
    private var output: ChildOutput
    /// Standard error, if it is collected separately.
    private var errors: ChildOutput?
    private let endsAtOutputLimit: Bool
    /// A pidfd, readable when the child has exited; nil on kernels and in sandboxes without pidfds.
    private let ending: Descriptor?

    /// Starts to monitor a child process that has just been started.
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

    /// Collects output until the child has exited or the time `end` of ``MonotonicTime`` is
    /// reached.
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
        // The child may have exited just before it was killed.
        if case .exited = status { return outcome(status ?? .timedOut) }
        return outcome(.timedOut)
    }

    /// Kills the child with its process group and collects its last output.
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

    /// Sleeps until a descriptor is ready or the time is over.
    private func wait(milliseconds: Int64) {
        // poll(2) ignores negative descriptors.
        var waiting = [
            pollfd(fd: output.number, events: Int16(POLLIN), revents: 0),
            pollfd(fd: Self.number(errors), events: Int16(POLLIN), revents: 0),
            pollfd(fd: Self.number(ending), events: Int16(POLLIN), revents: 0),
        ]
        let longest =
            Self.number(ending) < 0 ? min(milliseconds, Self.tickInMilliseconds) : milliseconds
        unsafe poll(&waiting, nfds_t(waiting.count), Int32(clamping: longest))
    }

    /// Reads the available output of the pipes.
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

    /// Returns a descriptor's number, -1 if it is closed.
    private static func number(_ descriptor: borrowing Descriptor?) -> Int32 {
        switch descriptor {
        case .some(let open): open.number
        case .none: -1
        }
    }

    /// Returns how the child ended; nil if it is still running.
    private func reap(_ options: Int32) -> ChildOutcome.Ending? {
        var status: Int32 = 0
        var found: pid_t
        repeat {
            found = unsafe waitpid(process, &status, options)
        } while found < 0 && errno == EINTR
        if found == 0 { return nil }
        // Other code has already waited for the child: its exit status is lost.
        guard found == process else { return .killed(0) }
        return ChildOutcome.Ending(waitStatus: status)
    }
}
