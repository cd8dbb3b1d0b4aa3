// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// Our side of a running child: what it has printed, whether it lives.
struct ChildConversation: ~Copyable {
    /// How long to sleep at most where the kernel can't tell of a child's end.
    private static let tickInMilliseconds: Int64 = 10
    /// With 16 KB a time as much as the largest pipe of an ordinary user holds: what a child that
    /// has ended left there is read whole.
    private static let readsAtOnce = 64

    private let process: pid_t
    private let outputLimit: Int
    private var output: [UInt8] = []
    private var reader: Descriptor?
    /// Polls as readable when the child has ended; absent on kernels and in sandboxes without it.
    private let ending: Descriptor?

    /// Takes up the talk with a child that has just been started.
    init(
        process: pid_t, outputLimit: Int, reader: consuming Descriptor
    ) {
        self.process = process
        self.outputLimit = max(outputLimit, 0)
        self.reader = consume reader
        let number = cplatform_open_process(process)
        ending = number < 0 ? nil : Descriptor(number: number)
    }

    /// Talks until the child has ended or `end` has come (by ``MonotonicTime``).
    mutating func run(until end: Int64) -> ChildOutcome {
        while true {
            receive()
            if let status = reap(WNOHANG) {
                receive()
                return ChildOutcome(ending: status, output: output)
            }
            let left = end - MonotonicTime.now()
            guard left > 0 else { break }
            wait(milliseconds: left / 1000 + 1)
        }
        // The child itself may have left the group.
        kill(-process, SIGKILL)
        kill(process, SIGKILL)
        let status = reap(0)
        receive()
        // It may have ended in the last moment.
        if case .exited(let code) = status {
            return ChildOutcome(ending: .exited(code), output: output)
        }
        return ChildOutcome(ending: .timedOut, output: output)
    }

    /// Sleeps until there is something to do.
    private func wait(milliseconds: Int64) {
        // poll passes over negative descriptors.
        var waiting = [
            pollfd(fd: Self.number(reader), events: Int16(POLLIN), revents: 0),
            pollfd(fd: Self.number(ending), events: Int16(POLLIN), revents: 0),
        ]
        let longest =
            Self.number(ending) < 0 ? min(milliseconds, Self.tickInMilliseconds) : milliseconds
        unsafe poll(&waiting, nfds_t(waiting.count), Int32(clamping: longest))
    }

    /// Reads what the pipe has, but not for ever: someone may fill it as fast as we empty it.
    private mutating func receive() {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        for _ in 0..<Self.readsAtOnce {
            let number = Self.number(reader)
            guard number >= 0 else { return }
            let length = unsafe read(number, &buffer, buffer.count)
            if length > 0 {
                output.append(contentsOf: buffer.prefix(min(length, outputLimit - output.count)))
            } else if length < 0 && errno == EAGAIN {
                return
            } else if length == 0 || errno != EINTR {
                reader = nil
            }
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
        return cplatform_has_exited(status)
            ? .exited(cplatform_exit_status(status)) : .killed(cplatform_ending_signal(status))
    }
}
