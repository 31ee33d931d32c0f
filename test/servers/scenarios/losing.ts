/** Mail that a company's server has taken, and what becomes of it behind the door. */
import { deliver } from "./arriving.ts";
import { type Letter, sendAnd } from "./client.ts";
import type { ReceivingSite } from "./receiving-site.ts";
import { type Label, label, type Scenario } from "./scenario.ts";

/** One that is taken; `logged` is what Postfix says of it in the end, behind its queue id. */
const taken = (
  about: Pick<Scenario<ReceivingSite>, "id" | "story" | "question">,
  right: Label,
  decisive: string,
  letter: Letter,
  logged: string,
  door: "mx" | "filtered" = "mx",
): Scenario<ReceivingSite> => ({
  ...about,
  label: right,
  decisive,
  act: async ({ ports, postfix }) => {
    const sent = await sendAnd("taken", ports[door], letter);
    await postfix.logged(new RegExp(`${sent.queueId}: ${logged}`));
    return { id: sent.messageId, qid: sent.queueId };
  },
});

export const losing: readonly Scenario<ReceivingSite>[] = [
  taken(
    {
      id: "quota-late",
      story: "Taken, and then the mailbox had no room: it went back.",
      question: "--to hugo@example.test --from plans@builders.example --about {at}",
    },
    label("local.quota-late", "recipient", "bounced"),
    "{qid}: to=<hugo@example\\.test>.*Quota exceeded|hugo@.*Quota exceeded",
    { from: "plans@builders.example", to: "hugo@example.test", body: `${"y".repeat(60)}\r\n`.repeat(80) },
    "to=<hugo.*status=",
  ),
  taken(
    {
      id: "alias-wrong",
      story: "The role address still leads to somebody who left.",
      question: "--to sales@example.test --from desk@hotel.example --about {at-3}",
    },
    label("local.alias-wrong", "our-server", "bounced"),
    "{qid}: to=<former@example\\.test>, orig_to=<sales@example\\.test>.*status=bounced",
    { from: "desk@hotel.example", to: "sales@example.test" },
    "to=<former.*status=bounced",
  ),
  taken(
    {
      id: "alias-wrong-from-bounce",
      story: "The same, by the words of the bounce: the sender never wrote to that address.",
      question:
        '--from theo@museum.example --about {at} --fact "sender-got=550 5.1.1 <former@example.test> User doesn\'t exist"',
    },
    label("local.alias-wrong", "our-server", "bounced"),
    "{qid}: to=<former@example\\.test>, orig_to=<sales@example\\.test>.*status=bounced",
    { from: "theo@museum.example", to: "sales@example.test" },
    "to=<former.*status=bounced",
  ),
  taken(
    {
      id: "maps-disagree",
      story: "Postfix knows the mailbox, Dovecot does not: taken, then sent back by ourselves.",
      question: "--to former@example.test --from mia@clinic.example --about {at}",
    },
    label("local.delivery-failed", "our-server", "bounced"),
    "{qid}: to=<former@example\\.test>.*status=bounced.*User doesn't exist",
    { from: "mia@clinic.example", to: "former@example.test" },
    "to=<former.*status=bounced",
  ),
  taken(
    {
      id: "store-down",
      story: "The mail store of the branch office is down: the mail waits with us.",
      question: "--to office@branch.test --from lucia@builders.example --about {at}",
    },
    label("local.delivery-defer", "our-server", "deferred"),
    "{qid}: to=<office@branch\\.test>.*status=deferred \\(connect to .*branch-lmtp",
    { from: "lucia@builders.example", to: "office@branch.test" },
    "to=<office.*status=deferred",
  ),
  taken(
    {
      id: "scanner-down",
      story: "The content filter behind the queue is down: the mail waits with us.",
      question: "--to rita@example.test --from mia@clinic.example --about {at}",
    },
    label("eod.scanner-down", "our-server", "deferred"),
    "{qid}: to=<rita@example\\.test>.*status=deferred \\(connect to 127\\.0\\.0\\.1",
    { from: "mia@clinic.example", to: "rita@example.test" },
    "to=<rita.*status=deferred",
    "filtered",
  ),
  taken(
    {
      id: "forward-refused",
      story: "Her address leads to a private mailbox, whose provider does not believe our forward.",
      question: "--to nora@example.test --from dean@university.example --about {at}",
    },
    label("local.forward-auth", "our-server", "bounced"),
    "{qid}: to=<forwarded@bigmail\\.example>, orig_to=<nora@example\\.test>.*status=bounced.*5\\.7\\.26",
    { from: "dean@university.example", to: "nora@example.test" },
    "to=<forwarded.*status=bounced",
  ),
  {
    id: "filter-deleted",
    story: "A rule of the server throws it away; the sender believes that all is well.",
    question: "--to sara@example.test --from club@bakery.example --about {at}",
    label: label("local.filter-deleted", "our-policy", "discarded"),
    decisive: "{qid}: discard: header Subject: .*newsletter of old",
    act: async ({ ports }) => {
      const sent = await sendAnd("taken", ports.mx, {
        from: "club@bakery.example",
        to: "sara@example.test",
        subject: "The newsletter of old times",
      });
      return { qid: sent.queueId };
    },
  },
  {
    id: "verp",
    story: "A newsletter: its envelope bears the address of a bounce program, not the one that the reader sees.",
    question: "--to gina@example.test --from news@company.example --about {at}",
    label: label("evidence.wrong-key", "nobody", "delivered"),
    decisive:
      "{qid}: from=<bounces\\+55-gina=example\\.test@esp\\.example>|msgid={id}: saved mail to INBOX|{qid}: to=<gina@.*status=sent",
    act: (site) =>
      deliver(site, {
        from: "bounces+55-gina=example.test@esp.example",
        headerFrom: "news@company.example",
        to: "gina@example.test",
        ip: "127.0.60.11",
        helo: "out10.esp.example",
      }),
  },
  {
    id: "srs",
    story: "It came through his old university's forward, which rewrites the sender's address.",
    question: "--to fabio@example.test --from zeno@rossi-legal.example --about {at-2}",
    label: label("evidence.wrong-key", "nobody", "delivered"),
    decisive:
      "{qid}: from=<SRS0=Hk2a=8Z=rossi-legal\\.example=zeno@forwarder\\.example>|msgid={id}: saved mail to INBOX|{qid}: to=<fabio@.*status=sent",
    act: (site) =>
      deliver(site, {
        from: "SRS0=Hk2a=8Z=rossi-legal.example=zeno@forwarder.example",
        headerFrom: "zeno@rossi-legal.example",
        to: "fabio@example.test",
        ip: "127.0.60.12",
        helo: "out11.forwarder.example",
      }),
  },
  {
    id: "other-identity",
    story: "He says that he wrote from work; he wrote from his private account.",
    question: "--to tina@example.test --from oscar.wild@builders.example --about {at}",
    label: label("never.other-identity", "nobody", "delivered"),
    decisive:
      "{qid}: from=<oscar\\.wild@freemail\\.example>|msgid={id}: saved mail to INBOX|{qid}: to=<tina@.*status=sent",
    act: (site) => deliver(site, { from: "oscar.wild@freemail.example", to: "tina@example.test" }),
  },
];
