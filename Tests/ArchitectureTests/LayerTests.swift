// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import TestSupport
import Testing

/// Dependencies point to lower layers, in Package.swift and in the import lines of every file.
@Suite struct LayerTests {
    @Test func everyModuleHasItsLayer() throws {
        let directories = try FileManager.default.contentsOfDirectory(
            atPath: Source.root + "/Sources")
        #expect(Set(directories) == Set(Layers.layer.keys))
        #expect(Set(try Manifest.dependencies().keys) == Set(Layers.layer.keys))
    }

    @Test func exceptionsAreNeeded() throws {
        let declared = try Manifest.dependencies()
        for (module, others) in Layers.beside {
            #expect(declared[module, default: []].isSuperset(of: others), "\(module)")
        }
        for (module, packages) in Layers.packages {
            #expect(declared[module, default: []].isSuperset(of: packages), "\(module)")
        }
    }

    @Test(arguments: Layers.layer.keys.sorted())
    func dependenciesPointDown(module: String) throws {
        let declared = try #require(try Manifest.dependencies()[module])
        for other in declared {
            #expect(
                Layers.allows(module, toUse: other), "Package.swift: \(module) -> \(other)")
        }
        for file in try Source.swiftFiles(below: "Sources/" + module) {
            for other in try Manifest.imports(of: file) {
                #expect(Layers.allows(module, toUse: other), "\(file): import \(other)")
                let isOurs = Layers.layer[other] != nil
                #expect(!isOurs || declared.contains(other), "\(file): \(other) is undeclared")
            }
        }
    }

    @Test(arguments: [
        ("Store", "Intake"), ("SystemMailbox", "Store"), ("Desk", "Views"), ("SQL", "Platform"),
        ("mailclerk", "mailclerkctl"), ("JSON", "Foundation"), ("Intake", "ArgumentParser"),
    ])
    func arrowsUpAndBesideAreRefused(module: String, other: String) {
        #expect(!Layers.allows(module, toUse: other))
    }

    @Test func theFilterLinksNoFoundation() throws {
        let declared = try Manifest.dependencies()
        var linked: Set = ["mailclerk"]
        var waiting = ["mailclerk"]
        while let module = waiting.popLast() {
            for other in declared[module, default: []] where linked.insert(other).inserted {
                waiting.append(other)
            }
        }
        #expect(linked.contains("InternetMessage"))
        #expect(linked.isDisjoint(with: ["TOMLKit", "ArgumentParser", "Administration", "Desk"]))
        for module in linked where Layers.layer[module] != nil {
            for file in try Source.swiftFiles(below: "Sources/" + module) {
                let imports = try Manifest.imports(of: file)
                #expect(!imports.contains { $0.hasPrefix("Foundation") }, "\(file)")
            }
        }
    }
}
