// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

/// Tests of envelope senders that servers on the way rewrote.
@Suite struct AddressRewritingTests {
    private func original(_ text: String) throws -> String {
        try #require(Address.parse(text)).beforeRewriting.address
    }

    @Test(arguments: [
        "SRS0=HHHH=TT=client.example=ada@forward.example",
        "srs0=hhhh=tt=client.example=ada@forward.example",
        "SRS0+ab/d=T5=client.example=ada@forward.example",
        "SRS0-HHHH=TT=client.example=ada@forward.example",
        "SRS1=HHHH=forward.example==HHHH=TT=client.example=ada@second.example",
        "SRS1+HHHH=forward.example=+HHHH=TT=client.example=ada@second.example",
        "Srs1-HHHH=forward.example=-HHHH=TT=client.example=ada@second.example",
        "bounces+SRS=rDx6q=WE=client.example=ada@forward.example",
        "kim+srs=rDx6q=WE=client.example=ada@forward.example",
        "prvs=1705abc1de=ada@client.example", "PRVS=1705ABC1DE=ada@client.example",
        "prvs=ada=1705abc1de@client.example", "prvs=ada/1705abc1de@client.example",
        "prvs=1705abc1de/ada@client.example",
        "btv1==0123456789a==ada@client.example", "msprvs1=17aXy_9=ada@client.example",
        "SRS0=HHHH=TT=client.example=prvs=1705abc1de=ada@forward.example",
    ])
    func `the sender before the rewriting`(text: String) throws {
        #expect(try original(text) == "ada@client.example")
    }

    @Test func `a local part keeps its equals signs and its extension`() throws {
        let text = "SRS0=HHHH=TT=client.example=ada+a=b@forward.example"
        #expect(try original(text) == "ada+a=b@client.example")
    }

    /// Addresses that only look like it, or that have lost a part.
    @Test(arguments: [
        "ada@client.example", "ada+srs@client.example", "ada=client.example@forward.example",
        "SRS0=HHHH=TT=client.example@forward.example", "SRS0=HHHH=TT=ada=x@forward.example",
        "SRS1=HHHH=forward.example@second.example", "srs0@client.example", "SRS0=@client.example",
        "bounces+SRS=rDx6q=WE@forward.example", "prvs=ada@client.example", "prvs=@client.example",
        "prvs==ada@client.example", "btv1==ada@client.example", "btv1==1=ada@client.example",
        "kim+caf_=support=example.com@gmail.example", "srs01=a=b=c.example=d@client.example",
        "SRS0=HHHH=TT=client..example=ada@forward.example",
    ])
    func `nothing to undo`(text: String) throws {
        let address = try #require(Address.parse(text))
        #expect(address.beforeRewriting == address)
    }

    @Test func `the number of rewritings that are undone is limited`() throws {
        func signed(_ times: Int) -> String {
            String(repeating: "prvs=x=", count: times) + "ada@client.example"
        }
        #expect(try original(signed(4)) == "ada@client.example")
        #expect(try original(signed(5)) == signed(1))
    }
}
