/** Mail of a company to others, asked about by the sender's own postmaster from the log of his Postfix. */
import { type Letter, sendAnd } from "./client.ts";
import { type Label, label, type Scenario } from "./scenario.ts";
import type { SendingSite } from "./sending-site.ts";

const inside = { ip: "127.0.80.1", helo: "desk.acme.example" };

/** Hands it to the server of the house, and waits until its log says of it what is expected. */
async function handOver({ port, postfix }: SendingSite, letter: Omit<Letter, "from">, logged: string) {
  const sent = await sendAnd("taken", port, { from: "ann@acme.example", ...inside, ...letter });
  await postfix.logged(new RegExp(`${sent.queueId}: ${logged}`));
  return { qid: sent.queueId, id: sent.messageId };
}

type About = readonly [id: string, story: string];

/** One letter of ann@acme.example; `said` decides, behind `to=<…>` of its line. */
const failing = (
  [id, story]: About,
  to: string,
  right: Label,
  said: string,
  question = "--from ann@acme.example --about {at}",
  letter: Partial<Letter> = {},
): Scenario<SendingSite> => ({
  id,
  story,
  question: `--to ${to} ${question} --side sender`,
  label: right,
  decisive: `{qid}: to=<${RegExp.escape(to)}>.*${said}`,
  act: (site) => handOver(site, { to, ...letter }, `to=<.*status=(?:bounced|deferred|sent)`),
});

const bounced = (cause: Label["cause"], party: Label["party"]) => label(cause, party, "bounced");
const deferred = (cause: Label["cause"], party: Label["party"]) => label(cause, party, "deferred");

export const sending: readonly Scenario<SendingSite>[] = [
  failing(
    ["no-user-google", "A great provider knows no such mailbox."],
    "nouser@bigmail.example",
    bounced("rcpt.user-unknown", "sender"),
    "status=bounced.*NoSuchUser",
  ),
  failing(
    ["full-google", "The recipient's mailbox is out of space."],
    "full@bigmail.example",
    deferred("rcpt.quota", "recipient"),
    "status=deferred.*OverQuota",
    "--about {at-4}",
  ),
  failing(
    ["too-fast-google", "The recipient gets more than his provider lets in."],
    "busy@bigmail.example",
    deferred("rcpt.rate", "recipient"),
    "status=deferred.*ReceivingRate",
  ),
  failing(
    ["dmarc-google", "Our own policy says to refuse what is not signed; this was not."],
    "forged@bigmail.example",
    bounced("eod.dmarc", "sender-server"),
    "status=bounced.*DmarcRejection",
  ),
  failing(
    ["spam-google", "Taken for spam by the provider."],
    "unwanted@bigmail.example",
    bounced("eod.spam", "our-policy"),
    "status=bounced.*UnsolicitedMessage",
  ),
  failing(
    ["attachment-google", "The attachment is of a forbidden kind."],
    "unsafe@bigmail.example",
    bounced("eod.attachment", "our-policy"),
    "status=bounced.*BlockedMessage",
  ),
  failing(
    ["rate-google", "The provider slows our address down."],
    "fast@bigmail.example",
    deferred("mail.rate-limit", "our-policy"),
    "status=deferred.*UnsolicitedRateLimit",
  ),
  failing(
    ["no-user-exchange", "An Exchange says that it finds no such recipient."],
    "noone@office.example",
    bounced("rcpt.user-unknown", "sender"),
    "status=bounced.*RecipientNotFound",
  ),
  failing(
    ["no-user-edge", "A Microsoft host says 'Access denied', and means an unknown recipient."],
    "edge@office.example",
    bounced("rcpt.user-unknown", "sender"),
    "status=bounced.*5\\.4\\.1 Recipient address rejected",
  ),
  failing(
    ["group-exchange", "A group that takes mail from its own people only."],
    "team@office.example",
    bounced("rcpt.restricted", "our-policy"),
    "status=bounced.*5\\.7\\.133",
  ),
  failing(
    ["rule-exchange", "A transport rule of the other company."],
    "policy@office.example",
    bounced("eod.content-rule", "our-policy"),
    "status=bounced.*TRANSPORT\\.RULES",
  ),
  failing(
    ["greylisted", "Put off by the other side; it will be tried again."],
    "grey@postfix.example",
    deferred("rcpt.greylist", "our-policy"),
    "status=deferred.*Greylisted",
    "--about {at}",
  ),
  {
    id: "greylisted-then-sent",
    story: "Put off, tried again, taken: the recipient complains that it was late.",
    question: "--to later@again.example --from ann@acme.example --about {at} --side sender",
    // Not rcpt.greylist: the other side has it now, and only its log says what became of it.
    label: label("evidence.other-node", "our-server", "relayed"),
    decisive: "{qid}: to=<later@again\\.example>.*status=sent",
    act: async (site) => {
      const names = await handOver(site, { to: "later@again.example" }, "to=<later.*status=deferred");
      await new Promise((later) => setTimeout(later, 2000));
      await site.queue("postqueue", "-i", names.qid);
      await site.postfix.logged(new RegExp(`${names.qid}: to=<later.*status=sent`));
      return names;
    },
  },
  failing(
    ["spf", "Our new host is not in our SPF record."],
    "spf@postfix.example",
    bounced("mail.spf", "sender-server"),
    "status=bounced.*SPF fail",
  ),
  failing(
    ["listed", "Our address is on a block list."],
    "listed@postfix.example",
    bounced("greeting.dnsbl", "sender-server"),
    "status=bounced.*zen\\.spamhaus\\.org",
    "--about {at}",
  ),
  failing(
    ["full", "A full mailbox, for good."],
    "full@postfix.example",
    bounced("rcpt.quota", "recipient"),
    "status=bounced.*Quota exceeded",
  ),
  failing(
    ["closed", "A mailbox that is switched off."],
    "closed@postfix.example",
    bounced("rcpt.disabled", "recipient"),
    "status=bounced.*has been disabled",
  ),
  failing(
    ["directory", "Their directory of users is away."],
    "directory@postfix.example",
    deferred("rcpt.directory-down", "our-server"),
    "status=deferred.*Temporary lookup failure",
  ),
  failing(
    ["unverified", "Their inner server is away."],
    "unverified@postfix.example",
    deferred("rcpt.temp-unverified", "our-server"),
    "status=deferred.*unverified address",
  ),
  failing(
    ["relocated", "The recipient has another address."],
    "relocated@postfix.example",
    bounced("rcpt.moved", "recipient"),
    "status=bounced.*User has moved",
  ),
  failing(
    ["relay", "The host behind their MX does not know their domain."],
    "elsewhere@postfix.example",
    bounced("rcpt.relay-denied", "our-server"),
    "status=bounced.*Relay access denied",
  ),
  failing(
    ["blocked", "Their postmaster has blocked this sender."],
    "blocked@postfix.example",
    bounced("mail.sender-blocked", "our-policy"),
    "status=bounced.*Sender address rejected: Access denied",
  ),
  failing(
    ["our-domain", "They cannot resolve our domain."],
    "nodomain@postfix.example",
    deferred("mail.sender-domain-unresolvable", "sender-server"),
    "status=deferred.*Domain not found",
  ),
  failing(
    ["virus", "A virus was found."],
    "virus@postfix.example",
    bounced("eod.virus", "sender"),
    "status=bounced.*Eicar",
  ),
  failing(
    ["spam-milter", "Refused as spam after the content, by few words."],
    "spammy@postfix.example",
    bounced("eod.spam", "our-policy"),
    "status=bounced.*Spam message rejected",
  ),
  failing(
    ["tempfail", "Their server cannot write its queue."],
    "broken@postfix.example",
    deferred("eod.tempfail", "our-server"),
    "status=deferred.*queue file write error",
  ),
  failing(
    ["reputation", "Refused at the greeting for our reputation."],
    "bea@reputation.example",
    deferred("greeting.reputation", "sender-server"),
    "status=deferred.*poor reputation",
  ),
  failing(
    ["overload", "Their server is busy."],
    "bea@overload.example",
    deferred("greeting.busy", "our-server"),
    "status=deferred.*system busy",
  ),
  failing(
    ["crowded", "We have too many connections to them."],
    "bea@crowded.example",
    deferred("connect.too-many", "our-policy"),
    "status=deferred.*too many connections",
  ),
  failing(
    ["takes-no-mail", "Their MX names a host that takes no mail."],
    "bea@nomx.example",
    deferred("greeting.host-no-mail", "our-server"),
    "status=deferred.*does not accept mail",
  ),
  failing(
    ["disk-full", "Their disk is full."],
    "bea@diskfull.example",
    deferred("eod.system-full", "our-server"),
    "status=deferred.*Insufficient system storage",
  ),
  failing(
    ["size", "It is larger than they say that they take."],
    "bea@small.example",
    bounced("mail.size-declared", "sender"),
    "status=bounced.*exceeds size limit",
    undefined,
    { body: `${"z".repeat(70)}\r\n`.repeat(100) },
  ),
  failing(
    ["eai", "An address with an umlaut, and a host that knows no SMTPUTF8."],
    "björn@ascii.example",
    bounced("mail.eai", "recipient"),
    "status=bounced.*SMTPUTF8 is required",
    "--from ann@acme.example",
    { parameters: "SMTPUTF8" },
  ),
  failing(
    ["tls-missing", "We insist on TLS with this partner, and his host offers none."],
    "bea@plain.example",
    deferred("tls.required-missing", "sender-server"),
    "status=deferred.*TLS is required, but was not offered",
  ),
  failing(
    ["tls-broken", "Their TLS is broken, and we insist on it."],
    "bea@badtls.example",
    deferred("tls.handshake", "sender-server"),
    "status=deferred.*(?:Cannot start TLS|TLS|lost connection)",
  ),
  failing(
    ["tls-untrusted", "Their certificate is signed by nobody, and we insist on it."],
    "bea@selfsigned.example",
    deferred("tls.cert", "our-server"),
    "status=deferred.*Server certificate not (?:trusted|verified)",
  ),
  failing(
    ["cut", "The connection breaks in the content."],
    "bea@cuts.example",
    deferred("data.mid-transfer-drop", "network"),
    "status=deferred.*lost connection with.*while sending message body",
    undefined,
    { body: `${"z".repeat(70)}\r\n`.repeat(85_000) },
  ),
  failing(
    ["slow-scan", "They never answer the final dot."],
    "scan@slow.example",
    deferred("eod.slow-scan", "our-server"),
    "status=deferred.*timed out while sending end of data",
  ),
  failing(
    ["reset", "The connection is reset before a word was said."],
    "bea@resets.example",
    deferred("connect.reset", "network"),
    "status=deferred.*(?:lost connection|Connection reset)",
  ),
  failing(
    ["refused", "Nobody listens at their host."],
    "bea@down.example",
    deferred("connect.refused", "our-server"),
    "status=deferred.*Connection refused",
  ),
  failing(
    ["silence", "Their host does not answer at all."],
    "bea@dropped.example",
    deferred("connect.timeout", "network"),
    "status=deferred.*Connection timed out",
    "--about {at-2}",
  ),
  failing(
    ["no-domain", "The domain is misspelt and does not exist."],
    "bea@bigmial.example",
    bounced("dns.nxdomain", "sender"),
    "status=bounced.*Host not found",
  ),
  failing(
    ["no-mail-host", "The domain has neither a mail host nor an address."],
    "bea@bare.example",
    bounced("dns.no-mx-no-a", "our-server"),
    "status=bounced.*no data record",
  ),
  failing(
    ["null-mx", "The domain says that it takes no mail."],
    "bea@nomail.example",
    bounced("dns.null-mx", "recipient"),
    "status=bounced.*nullMX",
  ),
  failing(
    ["dns-down", "Their name servers do not answer."],
    "bea@broken.example",
    deferred("dns.servfail", "network"),
    "status=deferred.*try again",
  ),
  failing(
    ["loops", "Their MX was set to our own host."],
    "bea@looping.example",
    bounced("queue.loop", "our-server"),
    "status=bounced.*loops back to myself",
  ),
  failing(
    ["believed-local", "Our server still believes that it hosts their domain."],
    "bea@leftover.example",
    bounced("dns.domain-local-at-sender", "sender-server"),
    "relay=virtual.*status=bounced",
  ),
  failing(
    ["smarthost", "The provider through which we send refuses it."],
    "customer@far.example",
    bounced("queue.smarthost-refused", "sender-server"),
    "relay=smtp\\.smarthost\\.example\\[127\\.0\\.30\\.21\\]:587.*status=bounced",
  ),
  {
    id: "held",
    story: "The postmaster has put it on hold to look at it, and forgotten it.",
    question: "--to cleo@down.example --from ann@acme.example --about {at} --side sender",
    label: label("queue.held", "sender-server", "held"),
    decisive: "postsuper.*{qid}: placed on hold",
    act: async (site) => {
      const names = await handOver(site, { to: "cleo@down.example" }, "to=<cleo.*status=deferred");
      await site.queue("postsuper", "-h", names.qid);
      await site.postfix.logged(new RegExp(`${names.qid}: placed on hold`));
      return names;
    },
  },
  {
    id: "deleted",
    story: "An administrator has deleted it from the queue by hand.",
    question: "--to dora@down.example --from ann@acme.example --about {at} --side sender",
    label: label("queue.deleted", "sender-server", "discarded"),
    decisive: "postsuper.*{qid}: removed",
    act: async (site) => {
      const names = await handOver(site, { to: "dora@down.example" }, "to=<dora.*status=deferred");
      await site.queue("postsuper", "-d", names.qid);
      await site.postfix.logged(new RegExp(`postsuper.*${names.qid}: removed`));
      return names;
    },
  },
  {
    id: "never-sent",
    story: "His colleague never wrote it: the sender's log has others' mail to that address.",
    question: "--to friend@takes.example --from zoe@acme.example --about {at} --side sender --fact log-complete=yes",
    label: label("never.no-trace", "sender", "never-seen"),
    decisive: undefined,
    act: async () => undefined,
  },
];
