/** Mail that a company's Postfix refuses or puts off at the door. */
import { type Letter, sendAnd } from "./client.ts";
import { nameless } from "./partners.ts";
import type { ReceivingSite } from "./receiving-site.ts";
import { type Label, label, type Scenario } from "./scenario.ts";

/** One letter that is refused at that door. */
const refused = (
  about: Pick<Scenario<ReceivingSite>, "id" | "story" | "question">,
  right: Label,
  decisive: string,
  letter: Letter,
  door: "mx" | "submission" | "milter" = "mx",
): Scenario<ReceivingSite> => ({
  ...about,
  label: right,
  decisive,
  act: async ({ ports }) => {
    await sendAnd("refused", ports[door], letter);
    return undefined;
  },
});

const outside = { ip: nameless(10), helo: "[192.168.1.20]" };

export const refusing: readonly Scenario<ReceivingSite>[] = [
  refused(
    {
      id: "unknown",
      story: "The colleague left years ago; nobody here has a name like that.",
      question: "--to gustavo.bianchi@example.test --from piero@builders.example --about {at}",
    },
    label("rcpt.user-unknown", "sender", "refused"),
    "reject: RCPT from .*<gustavo\\.bianchi@example\\.test>: Recipient address rejected: User unknown",
    { from: "piero@builders.example", to: "gustavo.bianchi@example.test" },
  ),
  refused(
    {
      id: "unknown-from-only",
      story: "The sender says that all that he writes to us comes back; whom he wrote to he does not say.",
      question: "--from otto@museum.example --about {at-6}",
    },
    label("rcpt.user-unknown", "sender", "refused"),
    "reject: RCPT from .*<q\\.zanetti@example\\.test>: Recipient address rejected: User unknown",
    { from: "otto@museum.example", to: "q.zanetti@example.test" },
  ),
  {
    id: "partial",
    story: "One message for two: for one it was taken, for the other refused; the sender has overlooked the bounce.",
    question: "--to wolfgang.k@example.test --from theo@museum.example --about {at}",
    label: label("rcpt.partial", "sender", "refused"),
    decisive: "reject: RCPT from .*<wolfgang\\.k@example\\.test>: Recipient address rejected: User unknown",
    act: async ({ ports }) => {
      await sendAnd("taken", ports.mx, {
        from: "theo@museum.example",
        to: ["fabio@example.test", "wolfgang.k@example.test"],
      });
      return undefined;
    },
  },
  refused(
    {
      id: "relay-denied",
      story: "Mail for a domain that was ours once, and whose MX still points here.",
      question: "--to info@former-domain.example --from piero@builders.example --about {at}",
    },
    label("rcpt.relay-denied", "our-server", "refused"),
    "reject: RCPT from .*<info@former-domain\\.example>: Relay access denied",
    { from: "piero@builders.example", to: "info@former-domain.example" },
  ),
  refused(
    {
      id: "no-ptr",
      story: "A new mail server of the clinic has no name in DNS yet.",
      question: "--to anna.rosso@example.test --from lab@clinic.example --about {at}",
    },
    label("greeting.no-ptr", "sender-server", "deferred"),
    "reject: RCPT from unknown\\[127\\.0\\.90\\.3\\]: 450 4\\.7\\.\\d+ Client host rejected: cannot find your reverse hostname.*to=<anna\\.rosso@",
    { from: "lab@clinic.example", to: "anna.rosso@example.test", ip: nameless(3) },
  ),
  refused(
    {
      id: "helo",
      story: "A printer says its bare name as a greeting.",
      question: "--to carla@example.test --from scan@printer.example --about {at}",
    },
    label("greeting.helo", "sender-server", "refused"),
    "reject: RCPT from .*504 5\\.5\\.2 <printer7>: Helo command rejected.*from=<scan@printer\\.example>",
    { from: "scan@printer.example", to: "carla@example.test", helo: "printer7" },
  ),
  refused(
    {
      id: "dnsbl",
      story: "The sender's address is on a block list; he wrote to several, and asks for one.",
      question: "--to dario@example.test --from vito@listed.example --about {at-5}",
    },
    label("greeting.dnsbl", "sender-server", "refused"),
    "reject: RCPT from .*blocked using zen\\.spamhaus\\.org.*from=<vito@listed\\.example> to=<dario@example\\.test>",
    { from: "vito@listed.example", to: "dario@example.test" },
  ),
  refused(
    {
      id: "spf",
      story: "A newsletter host of the bank is not in its SPF record.",
      question: "--to bruno@example.test --from statements@bank.example --about {at}",
    },
    label("mail.spf", "sender-server", "refused"),
    "reject: RCPT from .*550 5\\.7\\.23 .*SPF fail.*from=<statements@bank\\.example> to=<bruno@",
    { from: "statements@bank.example", to: "bruno@example.test" },
  ),
  refused(
    {
      id: "sender-domain",
      story: "A web server writes as www-data of a domain that does not exist.",
      question: "--to elena@example.test --from www-data@web01.nowhere.example --about {at}",
    },
    label("mail.sender-domain-unresolvable", "sender-server", "deferred"),
    "reject: RCPT from .*<www-data@web01\\.nowhere\\.example>: Sender address rejected: Domain not found",
    {
      from: "www-data@web01.nowhere.example",
      to: "elena@example.test",
      ip: "127.0.20.24",
      helo: "mail.museum.example",
    },
  ),
  refused(
    {
      id: "sender-syntax",
      story: "A machine's cron writes as root without a domain.",
      question: "--to elena@example.test --from root@web01 --about {at}",
    },
    label("mail.sender-syntax", "sender-server", "refused"),
    "reject: RCPT from .*504 5\\.5\\.2 <root@web01>: Sender address rejected: need fully-qualified address",
    { from: "root@web01", to: "elena@example.test", ip: "127.0.20.24", helo: "mail.museum.example" },
  ),
  refused(
    {
      id: "sender-blocked",
      story: "The postmaster has blocked one address of the shop; others of the shop get through.",
      question: "--to gina@example.test --from spammer@shop.example --about {at}",
    },
    label("mail.sender-blocked", "our-policy", "refused"),
    "reject: RCPT from .*<spammer@shop\\.example>: Sender address rejected: Access denied",
    { from: "spammer@shop.example", to: "gina@example.test" },
  ),
  refused(
    {
      id: "domain-blocked",
      story: "A whole domain is blocked, by words of our own.",
      question: "--to tina@example.test --about {at-1} --from @bulk.example",
    },
    label("mail.sender-blocked", "our-policy", "refused"),
    "reject: RCPT from .*Sender address rejected: Domain blocked by postmaster.*to=<tina@",
    { from: "offers@bulk.example", to: "tina@example.test" },
  ),
  refused(
    {
      id: "disabled",
      story: "A mailbox that is switched off.",
      question: "--to ugo@example.test --from lucia@builders.example --about {at}",
    },
    label("rcpt.disabled", "recipient", "refused"),
    "reject: RCPT from .*<ugo@example\\.test>: Recipient address rejected: This mailbox has been disabled",
    { from: "lucia@builders.example", to: "ugo@example.test" },
  ),
  refused(
    {
      id: "moved",
      story: "The colleague has another address now.",
      question: "--to vera@example.test --about {at}",
    },
    label("rcpt.moved", "recipient", "refused"),
    "reject: RCPT from .*<vera@example\\.test>: Recipient address rejected: User has moved to vera@takes\\.example",
    { from: "lucia@builders.example", to: "vera@example.test" },
  ),
  refused(
    {
      id: "quota",
      story: "The mailbox is full, and the sender is told so at once.",
      question: "--to valerio@example.test --from mia@clinic.example --about {at}",
    },
    label("rcpt.quota", "recipient", "refused"),
    "reject: RCPT from .*552 5\\.2\\.2 <valerio@example\\.test>: Recipient address rejected: Quota exceeded",
    { from: "mia@clinic.example", to: "valerio@example.test" },
  ),
  refused(
    {
      id: "restricted",
      story: "A distribution list that takes nothing from outside.",
      question: "--to all@example.test --from eva@rossi-legal.example --about {at-2}",
    },
    label("rcpt.restricted", "our-policy", "refused"),
    "reject: RCPT from .*<all@example\\.test>: Recipient address rejected: Access denied",
    { from: "eva@rossi-legal.example", to: "all@example.test" },
  ),
  refused(
    {
      id: "greylisted",
      story: "Put off, and the sender's program has not come again yet.",
      question: "--to paola@example.test --from form@garage.example --about {at}",
    },
    label("rcpt.greylist", "our-policy", "deferred"),
    "reject: RCPT from .*<paola@example\\.test>: Recipient address rejected: Greylisted.*from=<form@garage\\.example>",
    { from: "form@garage.example", to: "paola@example.test" },
  ),
  refused(
    {
      id: "unverified",
      story: "The server of the inner network is down: nobody can say whether the address exists.",
      question: "--to lab@inside.test --from mia@clinic.example --about {at}",
    },
    label("rcpt.temp-unverified", "our-server", "deferred"),
    "reject: RCPT from .*<lab@inside\\.test>: Recipient address rejected: unverified address: connect to",
    { from: "mia@clinic.example", to: "lab@inside.test" },
  ),
  refused(
    {
      id: "milter-down",
      story: "The filter that looks at mail before it is taken is down.",
      question: "--from porter@hotel.example --about {at}",
    },
    label("eod.scanner-down", "our-server", "deferred"),
    "warning: connect to Milter service|milter-reject: .*451 4\\.7\\.1 Service unavailable.*(?:from=<porter@hotel|127\\.0\\.20\\.20)",
    { from: "porter@hotel.example", to: "sara@example.test" },
    "milter",
  ),
  refused(
    {
      id: "content-rule",
      story: "A word in the subject is forbidden here.",
      question: "--to carla@example.test --from aunt@freemail.example --about {at-8}",
    },
    label("eod.content-rule", "our-policy", "refused"),
    "reject: header Subject: .*casino.*from=<aunt@freemail\\.example> to=<carla@",
    { from: "aunt@freemail.example", to: "carla@example.test", subject: "Photos of the casino in Sanremo" },
  ),
  refused(
    {
      id: "attachment",
      story: "A program is attached.",
      question: "--to dario@example.test --from support@printer.example --about {at}",
    },
    label("eod.attachment", "our-policy", "refused"),
    "reject: .*header Content-.*setup\\.exe.*from=<support@printer\\.example>",
    {
      from: "support@printer.example",
      to: "dario@example.test",
      header: "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n",
      body: '--b\r\nContent-Type: application/octet-stream; name="setup.exe"\r\nContent-Transfer-Encoding: base64\r\n\r\nTVo=\r\n--b--',
    },
  ),
  refused(
    {
      id: "size-declared",
      story: "Plans of a building: far too large, and the sender's server says so beforehand.",
      question: "--from blueprints@builders.example --about {at}",
    },
    label("mail.size-declared", "sender", "refused"),
    "reject: MAIL from .*552 5\\.3\\.4 Message size exceeds fixed limit.*from=<blueprints@",
    { from: "blueprints@builders.example", to: "bruno@example.test", parameters: "SIZE=7000000" },
  ),
  refused(
    {
      id: "size-exceeded",
      story: "The same from a program that does not say how large it is.",
      question: "--to bruno@example.test --from scans@printer.example --about {at}",
    },
    label("data.size-exceeded", "sender", "refused"),
    "queue file size limit exceeded",
    { from: "scans@printer.example", to: "bruno@example.test", body: `${"x".repeat(70)}\r\n`.repeat(1000) },
  ),
  refused(
    {
      id: "auth-failed",
      story: "She cannot send since she changed her password.",
      question: "--from tina@example.test --about {at}",
    },
    label("submission.auth-failed", "sender", "refused"),
    "SASL PLAIN authentication failed.*sasl_username=tina@example\\.test|passwd-file\\(tina@.*Password mismatch",
    { ...outside, from: "tina@example.test", to: "ada@takes.example", login: ["tina@example.test", "Summer2019"] },
    "submission",
  ),
  refused(
    {
      id: "auth-required",
      story: "A new phone on which 'server needs a login' is not ticked.",
      question: "--from fabio@example.test --to friend@takes.example --about {at}",
    },
    label("submission.auth-required", "sender", "refused"),
    "submission/smtpd.*reject: RCPT from .*from=<fabio@example\\.test> to=<friend@takes\\.example>",
    { ...outside, from: "fabio@example.test", to: "friend@takes.example" },
    "submission",
  ),
  refused(
    {
      id: "sender-not-owned",
      story: "He writes as the colleague whose desk he has taken over.",
      question: "--from a.rossi@example.test --to friend@takes.example --about {at}",
    },
    label("submission.sender-not-owned", "sender", "refused"),
    "reject: RCPT from .*<a\\.rossi@example\\.test>: Sender address rejected: not owned by user bruno@example\\.test",
    {
      ...outside,
      from: "a.rossi@example.test",
      to: "friend@takes.example",
      login: ["bruno@example.test", "correct-horse"],
    },
    "submission",
  ),
];
