// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import JSON
import Platform

/// A web service on this host that gives prepared answers, one for each request, and keeps what it
/// was asked.
final class WebService {
    /// A directory of its own, 0700.
    let directory: String
    /// Where it listens.
    let address: String
    private let server: RunningProgram

    struct NeverReady: Error {}

    init(answers: [(status: Int, body: String)]) throws {
        directory = "/tmp/mailclerk-service-\(UUID().uuidString)"
        try FileSystem.makeDirectory(directory, mode: 0o700)
        let prepared = JSON.array(
            answers.map { [.integer(Int64($0.status)), .string($0.body)] })
        try FileSystem.write(directory + "/answers", Array(prepared.text.utf8))
        try FileSystem.write(directory + "/server", Array(Self.program.utf8))
        server = try Program(path: "/usr/bin/python3").start([directory + "/server", directory])
        server.closeInput()
        var port: String?
        for _ in 0..<3000 where port == nil {
            port = (try? FileSystem.read(directory + "/port")).map {
                String(decoding: $0, as: UTF8.self)
            }
            if port == nil { usleep(10_000) }
        }
        guard let port else { throw NeverReady() }
        address = "http://127.0.0.1:\(port)/tickets"
    }

    deinit {
        stop()
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// Ends it: nobody listens any more.
    func stop() {
        guard server.isRunning else { return }
        server.send(SIGKILL)
        _ = server.wait()
    }

    /// What it was asked, in order: `method`, `fields` with names in lower case, `body`.
    func requests() throws -> [JSON] {
        guard try FileSystem.status(directory + "/requests") != nil else { return [] }
        return try FileSystem.read(directory + "/requests").split(separator: UInt8(ascii: "\n"))
            .map { try JSON(parsing: $0) }
    }

    private static let program = """
        import json, os, sys
        from http.server import BaseHTTPRequestHandler, HTTPServer
        directory = sys.argv[1]
        answers = json.load(open(directory + "/answers"))

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                fields = {name.lower(): value for name, value in self.headers.items()}
                with open(directory + "/requests", "a") as log:
                    log.write(json.dumps({
                        "method": self.command, "fields": fields, "body": json.loads(body)}) + "\\n")
                status, text = answers.pop(0)
                data = text.encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(data)))
                if status == 302:
                    self.send_header("Location", "/elsewhere")
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Handler)
        with open(directory + "/port.part", "w") as file:
            file.write(str(server.server_port))
        os.rename(directory + "/port.part", directory + "/port")
        server.serve_forever()

        """
}
