# SPDX-License-Identifier: MIT
# Part of mailclerk, system mailboxes for any mail server.
"""Exim, unpacked from its package: it and Postfix cannot both be installed."""

import os
import re
from pathlib import Path

from house import USERS, bind, run
from server import Server, with_forgotten_address, write
from waiting import wait

CONFIGURATION = r"""
exim_path = {exim}
spool_directory = /var/spool/exim4
log_file_path = /var/spool/exim4/%slog
pid_file_path = /run/exim4/exim.pid
primary_hostname = mx.example.com
qualify_recipient = home.example
local_interfaces = 127.0.0.1
daemon_smtp_ports = 25
domainlist local_domains = example.com : shop.example : home.example
acl_smtp_rcpt = acl_check_rcpt
smtputf8_advertise_hosts = *
keep_environment =
tls_advertise_hosts =
never_users = root
{main}
begin acl
acl_check_rcpt:
  require verify = recipient
  accept domains = +local_domains
  deny

begin routers
{routers}
system_aliases:
  driver = redirect
  domains = +local_domains
  data = ${{lookup{{$local_part}}lsearch{{/etc/aliases}}}}

local_user:
  driver = accept
  domains = +local_domains
  check_local_user
  transport = mail_spool

begin transports
{transports}
mail_spool:
  driver = appendfile
  file = /var/mail/$local_part_data
  envelope_to_add
  return_path_add

begin retry
* * F,1d,1h
"""


class Exim(Server):
    """Exim with a router and a transport."""

    pieces = ("router", "transport")

    def __init__(self, house, site, package):
        self.exim = str(house.root / "exim4")
        run("cp", "-a", f"{package}/usr/sbin/exim4", self.exim)
        bind(self.exim, "/usr/sbin/sendmail")
        number = USERS["Debian-exim"][0]
        for directory in ["/var/spool/exim4", "/run/exim4"]:
            os.makedirs(directory)
            os.chown(directory, number, number)
        write("/etc/aliases", "jürgen: ada\n")
        self.connect(site)
        router, transport = (site.part("exim", piece) for piece in self.pieces)
        write(
            "/etc/exim4/exim4.conf",
            CONFIGURATION.format(
                exim=self.exim,
                main=site.part("exim", "main"),
                routers=router,
                transports=transport,
            ),
        )
        run(self.exim, "-bd", "-q1h")
        self.wait_for_greeting()

    def connect(self, site):
        """Writes the table of addresses."""
        recipients = site.part("exim", "recipients")
        write("/etc/exim4/mailclerk", with_forgotten_address(recipients))

    def queue(self):
        return int(run(self.exim, "-bpc"))

    def log(self):
        """What Exim noted of its work."""
        path = Path("/var/spool/exim4/mainlog")
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def wait_deferred(self):
        wait(self._waiting, "one deferred message")

    def wait_killed(self):
        wait(lambda: "*** frozen ***" in run(self.exim, "-bp"), "one frozen message")

    def _waiting(self):
        """The message in the queue, if a delivery of it has come to its end with a deferral."""
        word = "[0-9A-Za-z]"
        listed = re.findall(rf" ({word}{{6}}-{word}{{6}}-{word}{{2}}) ", run(self.exim, "-bp"))
        return len(listed) == 1 and re.search(rf"{listed[0]} == .* defer", self.log())

    def retry(self):
        run(self.exim, "-qff")


class AliasExim(Exim):
    """Exim with commands in a table of aliases."""

    pieces = ("alias-router", "alias-transport")

    def connect(self, site):
        aliases = site.part("exim", "aliases")
        write("/etc/exim4/mailclerk.aliases", with_forgotten_address(aliases))
