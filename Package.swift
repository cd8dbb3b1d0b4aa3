// swift-tools-version: 6.2
// SPDX-License-Identifier: MIT
import PackageDescription

/// Whether warnings are errors, as in .ci/run.
///
/// A package that depends on this one by its path must build with a newer compiler, which may warn
/// about more.
let isStrict = Context.environment["MAILCLERK_STRICT"] != nil
/// Every target of ours: Swift 6 mode (from the tools version).
let ours: [SwiftSetting] = isStrict ? [.treatAllWarnings(as: .error)] : []
/// Modules that call C mark each unsafe use.
let callsC: [SwiftSetting] = ours + [.strictMemorySafety()]

let package = Package(
    name: "mailclerk",
    products: [
        .library(name: "InternetMessage", targets: ["InternetMessage"]),
        .executable(name: "mailclerk", targets: ["mailclerk"]),
        .executable(name: "mailclerkctl", targets: ["mailclerkctl"]),
    ],
    traits: [
        .trait(
            name: "TestHooks",
            description: "A settable clock and traps on purpose, for tests; never in a release.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        // Layer 1: modules that import no other module.
        .target(name: "CPlatform"),
        .target(name: "Platform", dependencies: ["CPlatform"], swiftSettings: callsC),
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "SQL", dependencies: ["CSQLite"], swiftSettings: callsC),
        .target(name: "InternetMessage", swiftSettings: callsC),
        .target(name: "Template", swiftSettings: ours),
        .target(name: "JSON", swiftSettings: ours),
        .target(name: "RegularExpression", swiftSettings: ours),
        // Layer 2: the domain, what is stored of it, and what is sent.
        .target(
            name: "SystemMailbox",
            dependencies: [
                "JSON", "InternetMessage", "Platform",
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: ours),
        .target(
            name: "Store",
            dependencies: ["SystemMailbox", "SQL", "JSON", "InternetMessage", "Platform"],
            swiftSettings: ours),
        .target(
            name: "Submission",
            dependencies: [
                "Store", "SystemMailbox", "InternetMessage", "Template", "JSON", "Platform", "SQL",
            ], swiftSettings: ours),
        // Layer 3: the journey of a message, people at work, settings.
        .target(
            name: "Intake",
            dependencies: [
                "Submission", "Store", "SystemMailbox", "InternetMessage", "Template", "JSON",
                "SQL", "RegularExpression", "Platform",
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: ours),
        .target(
            name: "Desk",
            dependencies: [
                "Submission", "Store", "SystemMailbox", "InternetMessage", "SQL", "JSON",
                "Platform",
            ],
            swiftSettings: ours),
        .target(
            name: "Administration",
            dependencies: [
                "Store", "SystemMailbox", "Template", "InternetMessage", "SQL", "JSON",
                "RegularExpression", "Platform",
                .product(name: "TOMLKit", package: "TOMLKit"),
            ], swiftSettings: ours),
        .target(
            name: "Upkeep",
            dependencies: ["Store", "SystemMailbox", "InternetMessage", "SQL", "JSON", "Platform"],
            swiftSettings: ours),
        .target(
            name: "Views",
            dependencies: [
                "Desk", "Intake", "Upkeep", "Submission", "Store", "SystemMailbox",
                "InternetMessage", "JSON", .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: ours),
        .target(
            name: "Transfer",
            dependencies: [
                "Desk", "Intake", "Store", "SystemMailbox", "InternetMessage", "JSON", "Platform",
            ], swiftSettings: ours),
        .target(
            name: "Trial",
            dependencies: [
                "Intake", "Administration", "Submission", "Store", "SystemMailbox",
                "InternetMessage", "JSON", "Platform",
            ], swiftSettings: ours),
        // Layer 4: programs.
        .executableTarget(
            name: "mailclerk", dependencies: ["Intake", "Store", "SystemMailbox", "Platform"],
            swiftSettings: ours),
        .executableTarget(
            name: "mailclerkctl",
            dependencies: [
                "Views", "Desk", "Administration", "Upkeep", "Transfer", "Trial", "Intake",
                "Submission", "Store", "SystemMailbox", "InternetMessage", "JSON", "Platform",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: ours),
        // Tests: a target for each module, and what they share.
        .target(
            name: "TestSupport", dependencies: ["Store", "SystemMailbox", "Platform"],
            path: "Tests/TestSupport", swiftSettings: ours),
        .testTarget(
            name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: ours),
        .testTarget(name: "PlatformTests", dependencies: ["Platform"], swiftSettings: ours),
        .testTarget(name: "SQLTests", dependencies: ["SQL"], swiftSettings: ours),
        .testTarget(name: "JSONTests", dependencies: ["JSON"], swiftSettings: ours),
        .testTarget(
            name: "RegularExpressionTests", dependencies: ["RegularExpression"],
            swiftSettings: ours),
        .testTarget(
            name: "InternetMessageTests", dependencies: ["InternetMessage"],
            resources: [.copy("Fixtures")], swiftSettings: ours),
        .testTarget(
            name: "TemplateTests",
            dependencies: [
                "Template", "JSON", .product(name: "Mustache", package: "swift-mustache"),
            ], swiftSettings: ours),
        .testTarget(
            name: "SystemMailboxTests", dependencies: ["SystemMailbox"], swiftSettings: ours),
        .testTarget(
            name: "StoreTests", dependencies: ["Store"],
            resources: [.copy("Fixtures")], swiftSettings: ours),
        .testTarget(name: "SubmissionTests", dependencies: ["Submission"], swiftSettings: ours),
        .testTarget(
            name: "IntakeTests", dependencies: ["Intake", "TestSupport"],
            resources: [.copy("Fixtures")], swiftSettings: ours),
        .testTarget(
            name: "AdministrationTests",
            dependencies: [
                "Administration", "TestSupport", .product(name: "TOMLKit", package: "TOMLKit"),
            ], swiftSettings: ours),
        .testTarget(
            name: "DeskTests", dependencies: ["Desk", "TestSupport"], swiftSettings: ours),
        .testTarget(name: "ViewsTests", dependencies: ["Views"], swiftSettings: ours),
        .testTarget(name: "TransferTests", dependencies: ["Transfer"], swiftSettings: ours),
        .testTarget(name: "TrialTests", dependencies: ["Trial"], swiftSettings: ours),
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "Administration", "Desk", "Intake", "Transfer", "Trial", "Upkeep", "Store",
                "SystemMailbox", "SQL", "JSON", "Platform", "CPlatform", "mailclerk",
                "mailclerkctl", "TestSupport",
            ],
            swiftSettings: ours),
    ]
)
