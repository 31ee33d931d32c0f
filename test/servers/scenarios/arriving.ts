/** Mail that did arrive, or was lost only after it lay in the mailbox; asked because its recipient does not see it. */
import { password } from "../dovecot.ts";
import { type Client, imapClient, pop3Client } from "../mail-client.ts";
import { quit, say, sendAnd, visit } from "./client.ts";
import { nameless } from "./partners.ts";
import type { ReceivingSite } from "./receiving-site.ts";
import { label, type Scenario } from "./scenario.ts";

/** Sends it, and waits until Dovecot has it. */
export async function deliver(site: ReceivingSite, letter: Parameters<typeof sendAnd>[2]) {
  const sent = await sendAnd("taken", site.ports.mx, letter);
  await site.dovecot.logged(new RegExp(`msgid=${RegExp.escape(sent.messageId)}`));
  return { id: sent.messageId, qid: sent.queueId };
}

let devices = 0;
/** A device of that person; it has an address of its own. */
async function imap(site: ReceivingSite, name: string, secret = password): Promise<Client> {
  const client = await imapClient(site.dovecot.ports.imap, { from: `127.0.70.${++devices}` });
  await client.say(`LOGIN ${name}@example.test ${secret}`);
  return client;
}

/** The UID of a message in the open mailbox. */
async function uidOf(client: Client, id: string): Promise<string> {
  await client.say("SELECT INBOX");
  const found = /\* SEARCH (\d+)/.exec(await client.say(`UID SEARCH HEADER Message-ID ${id}`))?.[1];
  if (found === undefined) throw new Error(`${id} does not lie in the inbox`);
  return found;
}

/** What a device does with a message. */
async function withDevice(
  site: ReceivingSite,
  name: string,
  id: string,
  ...lines: readonly ((uid: string) => string)[]
): Promise<void> {
  const client = await imap(site, name);
  const uid = await uidOf(client, id);
  for (const line of lines) {
    const said = await client.say(line(uid));
    if (!/\ba OK /.test(said)) throw new Error(`${line(uid)}: ${said}`);
  }
  await client.say("LOGOUT");
}

const pause = (seconds: number) => new Promise((later) => setTimeout(later, 1000 * seconds));
const saved = "msgid={id}: saved mail to INBOX|{qid}: to=.*status=sent \\(250 2\\.0\\.0 .*Saved";

export const arriving: readonly Scenario<ReceivingSite>[] = [
  {
    id: "inbox",
    story: "The mail lies in the inbox; its recipient overlooks it.",
    question: "--to anna.rossi@example.test --from lucia@builders.example --about {at}",
    label: label("store.delivered", "nobody", "delivered"),
    decisive: saved,
    act: (site) => deliver(site, { from: "lucia@builders.example", to: "anna.rossi@example.test" }),
  },
  {
    id: "inbox-case",
    story: "The same, asked with another case, by a clock that is nine minutes off.",
    question: "--to DARIO@Example.Test --from Lucia@BUILDERS.example --about {at-9}",
    label: label("store.delivered", "nobody", "delivered"),
    decisive: saved,
    act: (site) => deliver(site, { from: "lucia@builders.example", to: "dario@example.test" }),
  },
  {
    id: "inbox-plus",
    story: "Sent to an address with a tag, which the recipient does not remember.",
    question: "--to fabio@example.test --from orders@museum.example --about {at-3}",
    label: label("store.delivered", "nobody", "delivered"),
    decisive: saved,
    act: (site) => deliver(site, { from: "orders@museum.example", to: "fabio+tickets@example.test" }),
  },
  {
    id: "inbox-asked-plus",
    story: "Asked with the tag, although it was sent without.",
    question: "--to gina+invoices@example.test --from billing@garage.example --about {at}",
    label: label("store.delivered", "nobody", "delivered"),
    decisive: saved,
    act: (site) => deliver(site, { from: "billing@garage.example", to: "gina@example.test" }),
  },
  {
    id: "alias",
    story: "Sent to the role address of a person, in whose own mailbox it lies.",
    question: "--to info@example.test --from mia@clinic.example --about {at}",
    label: label("store.delivered", "nobody", "delivered"),
    decisive: saved,
    act: (site) => deliver(site, { from: "mia@clinic.example", to: "info@example.test" }),
  },
  {
    id: "catch-all",
    story: "A mistyped name at the domain whose catch-all takes what nobody else does.",
    question: "--to jhon@catchall.test --from mia@clinic.example --about {at}",
    label: label("local.catch-all", "our-server", "delivered"),
    decisive:
      "{qid}: to=<catchall@example\\.test>, orig_to=<jhon@catchall\\.test>.*status=sent|msgid={id}: saved mail to INBOX",
    act: (site) => deliver(site, { from: "mia@clinic.example", to: "jhon@catchall.test" }),
  },
  {
    id: "spam-folder",
    story: "A filter before had marked it; the recipient's script files such mail as junk.",
    question: "--to irene@example.test --from deals@museum.example --about {at}",
    label: label("local.spam-folder", "our-policy", "delivered"),
    decisive:
      "msgid={id}: fileinto action: stored mail into mailbox 'Junk'|sieve: msgid={id}: stored mail into mailbox 'Junk'",
    act: (site) =>
      deliver(site, { from: "deals@museum.example", to: "irene@example.test", header: "X-Spam-Flag: YES\r\n" }),
  },
  {
    id: "sieve-folder",
    story: "The recipient's script files the posts of a list into a folder.",
    question: "--message-id {id} --to irene@example.test",
    label: label("local.sieve", "recipient", "delivered"),
    decisive: "msgid={id}: (?:fileinto action: )?stored mail into mailbox 'Lists'",
    act: (site) =>
      deliver(site, {
        from: "gardening-bounces@university.example",
        to: "irene@example.test",
        header: "List-Id: <gardening.university.example>\r\n",
      }),
  },
  {
    id: "sieve-discard",
    story: "The recipient's script throws it away, because of a word in the subject.",
    question: "--to irene@example.test --from clara@garage.example --about {at-4}",
    label: label("local.sieve", "recipient", "discarded"),
    decisive: "msgid={id}: (?:discard action: )?[Mm]arked message to be discarded",
    act: (site) =>
      deliver(site, { from: "clara@garage.example", to: "irene@example.test", subject: "the lottery of the school" }),
  },
  {
    id: "sieve-reject",
    story: "The recipient's script sends it back.",
    question: "--to irene@example.test --from sales@bakery.example --about {at}",
    label: label("local.sieve", "recipient", "refused"),
    decisive: "msgid={id}: (?:reject action: )?[Rr]ejected message from <sales@bakery\\.example>",
    act: (site) =>
      deliver(site, { from: "sales@bakery.example", to: "irene@example.test", subject: "our offer of the week" }),
  },
  {
    id: "sieve-redirect",
    story: "The recipient's script sends it on and keeps nothing; she has forgotten it.",
    question: "--to irene@example.test --from desk@hotel.example --about {at}",
    // A forward without a copy, too; that the user's own script does it says more of whom to ask. Both have the same party.
    label: label("local.sieve", "recipient", "forwarded"),
    decisive: "msgid={id}: (?:redirect action: )?forwarded to <irene@takes\\.example>",
    act: (site) => deliver(site, { from: "desk@hotel.example", to: "irene@example.test", subject: "your holiday" }),
  },
  {
    id: "forward",
    story: "An address that only leads to a private mailbox outside.",
    question: "--to irene.home@example.test --from desk@hotel.example --about {at}",
    label: label("local.forward-nocopy", "recipient", "forwarded"),
    decisive: "{qid}: to=<irene@takes\\.example>, orig_to=<irene\\.home@example\\.test>.*status=sent",
    act: async ({ ports, postfix }) => {
      const sent = await sendAnd("taken", ports.mx, { from: "desk@hotel.example", to: "irene.home@example.test" });
      await postfix.logged(new RegExp(`${sent.queueId}: to=.*status=sent`));
      return { id: sent.messageId, qid: sent.queueId };
    },
  },
  {
    id: "pop3",
    story: "The old office PC fetches by POP3 and deletes; the recipient looks at the phone.",
    question: "--to luca@example.test --from ada@shop.example --about {at}",
    label: label("client.pop3-taken", "recipient", "removed"),
    decisive: "pop3\\(luca@example\\.test\\).*(?:del=[1-9]|expunge: .*msgid={id})",
    act: async (site) => {
      const names = await deliver(site, { from: "ada@shop.example", to: "luca@example.test" });
      const client = await pop3Client(site.dovecot.ports.pop3, { from: "127.0.70.250" });
      const lines = ["USER luca@example.test", `PASS ${password}`, "STAT"];
      let said = "";
      for (const line of lines) said = await client.say(line);
      const count = Number(/\+OK (\d+)/.exec(said)?.[1]);
      for (let n = 1; n <= count; n++) for (const verb of ["RETR", "DELE"]) await client.say(`${verb} ${n}`);
      await client.say("QUIT");
      await site.dovecot.logged(/pop3\(luca@.*Disconnected: Logged out/);
      return names;
    },
  },
  {
    id: "imap-moved",
    story: "Somebody dragged it into another folder on a tablet, a while after it came.",
    question: "--to marta@example.test --from ada@shop.example --about {at}",
    label: label("client.imap-moved", "recipient", "delivered"),
    decisive: "imap\\(marta@.*copy from INBOX: box=Projects, .*msgid={id}",
    act: async (site) => {
      const names = await deliver(site, { from: "ada@shop.example", to: "marta@example.test" });
      await pause(2);
      await withDevice(
        site,
        "marta",
        names.id,
        (uid) => `UID FETCH ${uid} (BODY[])`,
        () => "CREATE Projects",
        (uid) => `UID MOVE ${uid} Projects`,
      );
      return names;
    },
  },
  {
    id: "imap-expunged",
    story: "Deleted on the phone, and gone for good.",
    question: "--to marta@example.test --from piero@builders.example --about {at-2}",
    label: label("client.imap-expunged", "recipient", "removed"),
    decisive: "imap\\(marta@.*expunge: box=INBOX, .*msgid={id}",
    act: async (site) => {
      const names = await deliver(site, { from: "piero@builders.example", to: "marta@example.test" });
      await pause(2);
      await withDevice(
        site,
        "marta",
        names.id,
        (uid) => `UID STORE ${uid} +FLAGS (\\Deleted)`,
        () => "EXPUNGE",
      );
      return names;
    },
  },
  {
    id: "client-junk",
    story: "Her mail program takes it for junk and moves it there.",
    question: "--to rita@example.test --from news@bakery.example --about {at}",
    label: label("client.junk", "recipient", "delivered"),
    decisive: "imap\\(rita@.*copy from INBOX: box=Junk, .*msgid={id}",
    act: async (site) => {
      const names = await deliver(site, { from: "news@bakery.example", to: "rita@example.test" });
      await withDevice(
        site,
        "rita",
        names.id,
        (uid) => `UID FETCH ${uid} (BODY[])`,
        (uid) => `UID MOVE ${uid} Junk`,
      );
      return names;
    },
  },
  {
    id: "client-rule",
    story: "A rule on a desktop moves what comes from one sender, each time a moment after it came.",
    question: "--message-id {id} --to pia@example.test",
    label: label("client.rule", "recipient", "delivered"),
    decisive: "imap\\(pia@.*copy from INBOX: box=Orders, .*msgid={id}",
    act: async (site) => {
      const desktop = await imap(site, "pia");
      await desktop.say("CREATE Orders");
      let names = { id: "", qid: "" };
      for (let n = 0; n < 4; n++) {
        names = await deliver(site, { from: "orders@bakery.example", to: "pia@example.test", subject: `order ${n}` });
        await pause(1);
        const uid = await uidOf(desktop, names.id);
        await desktop.say(`UID FETCH ${uid} (BODY[])`);
        await desktop.say(`UID MOVE ${uid} Orders`);
      }
      await desktop.say("LOGOUT");
      return names;
    },
  },
  {
    id: "client-auth",
    story: "The mail is there; the phone has the old password and shows nothing new.",
    question: "--to nico@example.test --from mia@clinic.example --about {at}",
    label: label("client.auth", "recipient", "delivered"),
    decisive:
      "imap-login: .*(?:auth failed|Aborted login).*user=<nico@example\\.test>|passwd-file\\(nico@example\\.test.*Password mismatch",
    act: async (site) => {
      const names = await deliver(site, { from: "mia@clinic.example", to: "nico@example.test" });
      for (let n = 0; n < 3; n++) {
        const client = await imap(site, "nico", "last-years-password");
        await client.say("LOGOUT");
      }
      await site.dovecot.logged(/imap-login: .*user=<nico@example\.test>/, 3);
      return names;
    },
  },
  {
    id: "seen-elsewhere",
    story: "An assistant's program has read it: it is not bold on the boss's screen, who looks for what is new.",
    question: "--to sara@example.test --from eva@rossi-legal.example --about {at}",
    label: label("client.seen-elsewhere", "recipient", "delivered"),
    decisive: "imap\\(sara@.*flag_change: box=INBOX, .*msgid={id}.*flags=\\(\\\\Seen",
    act: async (site) => {
      const names = await deliver(site, { from: "eva@rossi-legal.example", to: "sara@example.test" });
      await withDevice(
        site,
        "sara",
        names.id,
        (uid) => `UID FETCH ${uid} (BODY[])`,
        (uid) => `UID STORE ${uid} +FLAGS (\\Seen)`,
      );
      return names;
    },
  },
  {
    id: "autoreply",
    story: "The address of the ticket system: a program takes the mail, no mailbox does.",
    question: "--to ticket@local.test --from leo@garage.example --about {at}",
    label: label("local.autoreply-only", "recipient", "delivered"),
    decisive: "{qid}: to=<ticket@local\\.test>.*delivered to command",
    act: async ({ ports, postfix }) => {
      const sent = await sendAnd("taken", ports.mx, { from: "leo@garage.example", to: "ticket@local.test" });
      await postfix.logged(new RegExp(`${sent.queueId}: to=.*status=sent`));
      return { qid: sent.queueId };
    },
  },
  {
    id: "greylisted-then-in",
    story: "Put off at first; the sender's server came again and was let in: late, that is all.",
    question: "--to olga@example.test --from eva@rossi-legal.example --about {at}",
    // Not rcpt.greylist: it was "delay only" (knowledge base, A.5), and the mail has lain in the inbox since.
    label: label("store.delivered", "nobody", "delivered"),
    decisive: saved,
    act: async (site) => {
      const letter = { from: "eva@rossi-legal.example", to: "olga@example.test" };
      await sendAnd("refused", site.ports.mx, letter);
      await pause(4);
      return deliver(site, letter);
    },
  },
  {
    id: "one-of-two-refused",
    story: "The message was also for a mistyped colleague, who was refused; for the one who asks it was taken.",
    question: "--to elena@example.test --from theo@museum.example --about {at}",
    label: label("store.delivered", "nobody", "delivered"),
    decisive: saved,
    act: (site) => deliver(site, { from: "theo@museum.example", to: ["elena@example.test", "elenna@example.test"] }),
  },
  {
    id: "probe",
    story: "Monitoring greets and leaves; its operator asks whether it lost a mail.",
    question: "--ip {ip} --about {at}",
    label: label("session.probe-quit", "nobody", "nothing-offered"),
    decisive: "disconnect from .*\\[{ip}\\] ehlo=1 quit=1 commands=2",
    act: async ({ ports, postfix }) => {
      const ip = nameless(2);
      const { client } = await visit(ports.mx, ip);
      await say(client, "EHLO monitor.example");
      await quit(client);
      await postfix.logged(new RegExp(`disconnect from .*\\[${RegExp.escape(ip)}\\]`));
      return { ip };
    },
  },
];
