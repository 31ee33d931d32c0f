/** What happens to mail at a real Exim, by the log that it writes by default. */
import { type Letter, quit, say, sendAnd, untilClosed, visit } from "./client.ts";
import type { EximSite } from "./exim-site.ts";
import { type Label, label, type Scenario } from "./scenario.ts";

type About = readonly [id: string, story: string, question: string];

const refused = ([id, story, question]: About, right: Label, decisive: string, letter: Letter): Scenario<EximSite> => ({
  id,
  story,
  question,
  label: right,
  decisive,
  act: async ({ port }) => {
    await sendAnd("refused", port, letter);
    return undefined;
  },
});

/** One that is taken; the log says `logged` of it behind its id. */
const taken = (
  [id, story, question]: About,
  right: Label,
  decisive: string,
  letter: Letter,
  logged: string,
): Scenario<EximSite> => ({
  id,
  story,
  question,
  label: right,
  decisive,
  act: async ({ port, exim }) => {
    const sent = await sendAnd("taken", port, letter);
    await exim.logged(new RegExp(`${sent.queueId} ${logged}`));
    return { qid: sent.queueId, id: sent.messageId };
  },
});

const alice = "alice@example.test";
const login = [alice, "wonderland"] as const;
/** Of a user of this server to others. */
const sent = (id: string, story: string, to: string, right: Label, said: string): Scenario<EximSite> =>
  taken(
    [id, story, `--to ${to} --from ${alice} --about {at} --side sender`],
    right,
    `{qid} (?:\\*\\*|==) ${RegExp.escape(to)} .*${said}`,
    { from: alice, to, login },
    "(?:\\*\\*|==) ",
  );

export const exim: readonly Scenario<EximSite>[] = [
  taken(
    ["inbox", "It lies in the mailbox.", `--to ${alice} --from lena@sender.example --about {at}`],
    label("store.delivered", "nobody", "delivered"),
    "{qid} => alice",
    { from: "lena@sender.example", to: alice },
    "=> ",
  ),
  taken(
    [
      "alias",
      "Sent to a role address, and so to two.",
      "--to both@example.test --from mara@sender.example --about {at}",
    ],
    label("store.delivered", "nobody", "delivered"),
    "{qid} (?:=>|->) (?:alice|bob) ",
    { from: "mara@sender.example", to: "both@example.test" },
    "=> ",
  ),
  taken(
    [
      "program",
      "A program takes the mail of this address.",
      "--to pipe@example.test --from nils@sender.example --about {at-2}",
    ],
    label("local.autoreply-only", "recipient", "delivered"),
    "{qid} => .*pipe@example\\.test.*T=address_pipe|{qid} => \\|",
    { from: "nils@sender.example", to: "pipe@example.test" },
    "=> ",
  ),
  taken(
    [
      "program-fails",
      "The program that should take it ends with an error.",
      "--to badpipe@example.test --from nils@sender.example --about {at}",
    ],
    label("local.delivery-failed", "our-server", "bounced"),
    "{qid} \\*\\* .*badpipe@example\\.test",
    { from: "nils@sender.example", to: "badpipe@example.test" },
    "\\*\\* ",
  ),
  taken(
    [
      "quota-late",
      "Taken, but the mailbox has no room: it waits.",
      "--to full@example.test --from olaf@sender.example --about {at}",
    ],
    label("local.quota-late", "recipient", "deferred"),
    "{qid} == full@example\\.test .*(?:quota|mailbox is full)",
    { from: "olaf@sender.example", to: "full@example.test" },
    "== ",
  ),
  taken(
    [
      "forward",
      "The address leads outside, and nothing stays here.",
      "--to forward@example.test --from pete@sender.example --about {at}",
    ],
    label("local.forward-nocopy", "recipient", "forwarded"),
    "{qid} => carol@takes\\.test",
    { from: "pete@sender.example", to: "forward@example.test" },
    "=> ",
  ),
  taken(
    [
      "forward-refused",
      "The address leads outside, where the forward is not believed.",
      "--to forwardbad@example.test --from quinn@sender.example --about {at}",
    ],
    label("local.forward-auth", "our-server", "bounced"),
    "{qid} \\*\\* dave@refuses\\.test .*5\\.7\\.26",
    { from: "quinn@sender.example", to: "forwardbad@example.test" },
    "\\*\\* ",
  ),
  taken(
    ["blackhole", "The address leads to nowhere.", "--to trash@example.test --from ruth@sender.example --about {at}"],
    label("local.alias-wrong", "our-server", "discarded"),
    "{qid} => :blackhole: ",
    { from: "ruth@sender.example", to: "trash@example.test" },
    "=> ",
  ),
  {
    id: "filter-deleted",
    story: "A rule throws it away behind its last byte; the sender has a 250.",
    question: "--to bob@example.test --from sven@sender.example --about {at}",
    label: label("local.filter-deleted", "our-policy", "discarded"),
    decisive: "blackhole \\(DATA ACL discarded recipients\\)",
    act: async ({ port }) => {
      await sendAnd("taken", port, { from: "sven@sender.example", to: "bob@example.test", subject: "drop it" });
      return undefined;
    },
  },
  refused(
    ["unknown", "Nobody has that name.", "--to gerd@example.test --from tara@sender.example --about {at-5}"],
    label("rcpt.user-unknown", "sender", "refused"),
    "F=<tara@sender\\.example> rejected RCPT <gerd@example\\.test>",
    { from: "tara@sender.example", to: "gerd@example.test" },
  ),
  {
    id: "partial",
    story: "Taken for one, refused for the other.",
    question: "--to hilde@example.test --from tara@sender.example --about {at}",
    label: label("rcpt.partial", "sender", "refused"),
    decisive: "F=<tara@sender\\.example> rejected RCPT <hilde@example\\.test>",
    act: async ({ port }) => {
      await sendAnd("taken", port, { from: "tara@sender.example", to: ["bob@example.test", "hilde@example.test"] });
      return undefined;
    },
  },
  refused(
    ["relay-denied", "A domain that is not ours.", "--to x@elsewhere.example --from udo@sender.example --about {at}"],
    label("rcpt.relay-denied", "our-server", "refused"),
    "rejected RCPT <x@elsewhere\\.example>: relay not permitted",
    { from: "udo@sender.example", to: "x@elsewhere.example" },
  ),
  refused(
    [
      "restricted",
      "An address that takes nothing from outside.",
      "--to policy@example.test --from vera@sender.example --about {at}",
    ],
    label("rcpt.restricted", "our-policy", "refused"),
    "F=<vera@sender\\.example> rejected RCPT <policy@example\\.test>: .*not for you",
    { from: "vera@sender.example", to: "policy@example.test" },
  ),
  refused(
    [
      "sender-blocked",
      "The postmaster does not want this sender.",
      `--to ${alice} --from blocked@spam.example --about {at}`,
    ],
    label("mail.sender-blocked", "our-policy", "refused"),
    "rejected MAIL <blocked@spam\\.example>",
    { from: "blocked@spam.example", to: alice },
  ),
  refused(
    ["sender-domain", "The sender's domain leads nowhere.", `--to ${alice} --from willi@nowhere.test --about {at}`],
    label("mail.sender-domain-unresolvable", "sender-server", "refused"),
    "sender verify fail for <willi@nowhere\\.test>|F=<willi@nowhere\\.test> rejected RCPT",
    { from: "willi@nowhere.test", to: alice },
  ),
  refused(
    ["greylisted", "Put off, and not yet come again.", `--to ${alice} --from grey.xaver@sender.example --about {at}`],
    label("rcpt.greylist", "our-policy", "deferred"),
    "F=<grey\\.xaver@sender\\.example> temporarily rejected RCPT <alice@example\\.test>: greylisted",
    { from: "grey.xaver@sender.example", to: alice },
  ),
  {
    id: "greylisted-then-in",
    story: "Put off, come again, let in.",
    question: "--to bob@example.test --from grey.yvonne@sender.example --about {at}",
    label: label("store.delivered", "nobody", "delivered"),
    decisive: "{qid} => bob",
    act: async ({ port, exim: running }) => {
      const letter = { from: "grey.yvonne@sender.example", to: "bob@example.test" };
      await sendAnd("refused", port, letter);
      running.pass(letter.from);
      const { queueId } = await sendAnd("taken", port, letter);
      await running.logged(new RegExp(`${queueId} => bob`));
      return { qid: queueId };
    },
  },
  refused(
    [
      "content-rule",
      "A word of the subject is forbidden.",
      "--to bob@example.test --from anton@sender.example --about {at}",
    ],
    label("eod.content-rule", "our-policy", "refused"),
    "F=<anton@sender\\.example> rejected after DATA: No advertisements",
    { from: "anton@sender.example", to: "bob@example.test", subject: "buy my bicycle" },
  ),
  refused(
    [
      "scanner-busy",
      "The scanner has no time: come again.",
      "--to bob@example.test --from berta@sender.example --about {at}",
    ],
    label("eod.scanner-down", "our-server", "deferred"),
    "F=<berta@sender\\.example> temporarily rejected after DATA: .*Scanner is busy",
    { from: "berta@sender.example", to: "bob@example.test", subject: "later please" },
  ),
  refused(
    [
      "size-declared",
      "Larger than we take, as its sender says beforehand.",
      "--from caesar@sender.example --about {at}",
    ],
    label("mail.size-declared", "sender", "refused"),
    "rejected MAIL FROM:<caesar@sender\\.example> .*message too big",
    { from: "caesar@sender.example", to: alice, parameters: "SIZE=9000000" },
  ),
  refused(
    ["size-exceeded", "Larger than we take, which its sender did not say.", "--from doris@sender.example --about {at}"],
    label("data.size-exceeded", "sender", "refused"),
    "doris@sender\\.example.*(?:message too big|rejected after DATA)",
    { from: "doris@sender.example", to: alice, body: `${"x".repeat(70)}\r\n`.repeat(400) },
  ),
  refused(
    ["auth-failed", "An old password.", "--ip 127.0.80.7 --about {at}"],
    label("submission.auth-failed", "sender", "refused"),
    "authenticator failed for .*\\[127\\.0\\.80\\.7\\].*535 Incorrect authentication data",
    { from: alice, to: "x@takes.example", login: [alice, "summer"], ip: "127.0.80.7" },
  ),
  refused(
    ["helo", "A greeting with a name that we refuse.", "--ip 127.0.80.8 --about {at}"],
    label("greeting.helo", "sender-server", "refused"),
    "rejected EHLO or HELO friend.*|\\[127\\.0\\.80\\.8\\] rejected EHLO",
    { from: "emil@sender.example", to: alice, ip: "127.0.80.8", helo: "friend" },
  ),
  {
    id: "idle",
    story: "The sender's server falls silent; our time limit ends it.",
    question: "--ip 127.0.80.9 --about {at} --fact smtp_receive_timeout=2s",
    label: label("session.timeout", "network", "aborted"),
    decisive: "SMTP command timeout on connection from .*\\[127\\.0\\.80\\.9\\]",
    act: async ({ port }) => {
      const { client } = await visit(port, "127.0.80.9");
      await say(client, "EHLO mail.sender.example", "MAIL FROM:<fritz@sender.example>", `RCPT TO:<${alice}>`);
      await untilClosed(client);
      return undefined;
    },
  },
  {
    id: "drop-in-data",
    story: "The line breaks in the content, each time at the same place.",
    question: "--to bob@example.test --ip 127.0.80.10 --about {at}",
    label: label("data.mid-transfer-drop", "network", "aborted"),
    decisive:
      "SMTP connection from .*\\[127\\.0\\.80\\.10\\].*(?:lost while reading message data|DATA)|\\[127\\.0\\.80\\.10\\].*lost",
    act: async ({ port, exim: running }) => {
      for (let n = 0; n < 3; n++) {
        const { client } = await visit(port, "127.0.80.10");
        await say(
          client,
          "EHLO mail.sender.example",
          "MAIL FROM:<gerti@sender.example>",
          "RCPT TO:<bob@example.test>",
          "DATA",
        );
        client.send(`Subject: minutes\r\n\r\n${"m".repeat(1400)}`);
        await new Promise((later) => setTimeout(later, 100));
        client.reset();
      }
      await running.logged(/\[127\.0\.80\.10\].*lost|lost.*\[127\.0\.80\.10\]/, 3);
      return undefined;
    },
  },
  {
    id: "bot",
    story: "A scanner speaks HTTP.",
    question: "--ip 127.0.80.11 --about {at}",
    label: label("session.bot-noise", "nobody", "nothing-offered"),
    decisive: "\\[127\\.0\\.80\\.11\\]",
    act: async ({ port }) => {
      const { client } = await visit(port, "127.0.80.11");
      client.send("GET / HTTP/1.1\r\nHost: x\r\nAccept: y\r\n\r\n");
      await untilClosed(client);
      return undefined;
    },
  },
  {
    id: "probe",
    story: "A call that tests recipients: it asks and leaves.",
    question: "--to gundula@example.test --from otto@sender.example --about {at} --fact log-complete=yes",
    label: label("never.no-trace", "sender", "never-seen"),
    decisive: undefined,
    act: async ({ port }) => {
      const { client } = await visit(port, "127.0.80.12");
      await say(client, "EHLO mail.sender.example", "MAIL FROM:<>", `RCPT TO:<${alice}>`);
      await quit(client);
      return undefined;
    },
  },
  sent(
    "out-no-user",
    "The provider knows no such mailbox.",
    "nouser@bigmail.example",
    label("rcpt.user-unknown", "sender", "bounced"),
    "NoSuchUser",
  ),
  sent(
    "out-full",
    "The recipient's mailbox is out of space.",
    "full@bigmail.example",
    label("rcpt.quota", "recipient", "deferred"),
    "OverQuota",
  ),
  sent(
    "out-spam",
    "Taken for spam by the provider.",
    "unwanted@bigmail.example",
    label("eod.spam", "our-policy", "bounced"),
    "UnsolicitedMessage",
  ),
  sent(
    "out-greylisted",
    "Put off by the other side.",
    "grey@postfix.example",
    label("rcpt.greylist", "our-policy", "deferred"),
    "Greylisted",
  ),
  sent(
    "out-spf",
    "We are not in our own SPF record.",
    "spf@postfix.example",
    label("mail.spf", "sender-server", "bounced"),
    "SPF fail",
  ),
  sent(
    "out-busy",
    "Their server is busy.",
    "bea@overload.example",
    label("greeting.busy", "our-server", "deferred"),
    "(?:421|busy)",
  ),
  sent(
    "out-refused",
    "Nobody listens at their host.",
    "bea@down.example",
    label("connect.refused", "our-server", "deferred"),
    "Connection refused",
  ),
];
