/** What happens to mail at our own server, by its activity log. */
import { from as behindProxy } from "../../through-proxy.ts";
import { leave, type OwnLetter, type OwnSite, offer, password } from "./own-site.ts";
import { type Label, label, type Scenario } from "./scenario.ts";

type About = readonly [id: string, story: string, question: string];

/** A letter whose last reply begins so. */
const letter = (
  [id, story, question]: About,
  right: Label,
  decisive: string,
  code: string,
  sent: OwnLetter,
): Scenario<OwnSite> => ({
  id,
  story,
  question,
  label: right,
  decisive,
  act: async ({ mx }) => {
    const heard = await offer(mx, sent);
    if (!heard.at(-1)?.startsWith(code)) throw new Error(`${id}: ${heard.join(" | ")}`);
    return undefined;
  },
});

/** Lines that are said in one visit; it leaves, breaks off, or waits to be sent away. */
const visit = (
  [id, story, question]: About,
  right: Label,
  decisive: string,
  ip: string,
  lines: readonly string[],
  end: "quit" | "reset" | "wait",
  door: "mx" | "submission" = "mx",
  times = 1,
): Scenario<OwnSite> => ({
  id,
  story,
  question,
  label: right,
  decisive,
  act: async (site) => {
    for (let n = 0; n < times; n++) {
      const { client } = await behindProxy(ip, site[door]);
      for (const line of lines) await client.ask(line);
      if (end === "reset") {
        client.send("Subject: half\r\n\r\nand then");
        await new Promise((later) => setTimeout(later, 200));
        client.reset();
      } else if (end === "quit") await leave(client);
      else while ((await client.line()) !== undefined);
    }
    return undefined;
  },
});

const hello = "EHLO mail.partner.example";
const rossi = "anna.rossi@example.test";

export const own: readonly Scenario<OwnSite>[] = [
  letter(
    ["inbox", "It lies in the mailbox.", `--to ${rossi} --from lena@partner.example --about {at}`],
    label("store.delivered", "nobody", "delivered"),
    "^192\\.0\\.2\\.10 .*(?:250 2\\.6\\.0|\\*\\*\\* .* OK )",
    "250",
    { ip: "192.0.2.10", from: "lena@partner.example", to: [rossi] },
  ),
  letter(
    [
      "inbox-plus",
      "Sent with a tag, asked without, in capitals.",
      "--to ANNA.ROSSI@example.test --from Mara@Partner.Example --about {at-6}",
    ],
    label("store.delivered", "nobody", "delivered"),
    "^192\\.0\\.2\\.11 .*(?:250 2\\.6\\.0|\\*\\*\\* .* OK )",
    "250",
    { ip: "192.0.2.11", from: "mara@partner.example", to: ["anna.rossi+club@example.test"] },
  ),
  letter(
    [
      "alias",
      "Sent to the office, whose mail anna.rosso gets.",
      "--to office@example.test --from nils@partner.example --about {at}",
    ],
    label("store.delivered", "nobody", "delivered"),
    "^192\\.0\\.2\\.12 .*(?:250 2\\.6\\.0|\\*\\*\\* .* OK )",
    "250",
    { ip: "192.0.2.12", from: "nils@partner.example", to: ["office@example.test"] },
  ),
  letter(
    ["unknown", "Nobody has that name.", "--to berta@example.test --from olaf@partner.example --about {at}"],
    label("rcpt.user-unknown", "sender", "refused"),
    "^192\\.0\\.2\\.13 .*550 5\\.1\\.1 <berta@",
    "550",
    { ip: "192.0.2.13", from: "olaf@partner.example", to: ["berta@example.test"] },
  ),
  letter(
    ["typo", "anna.rosi for anna.rossi.", `--to ${rossi} --from pete@partner.example --about {at}`],
    label("never.wrong-address", "sender", "never-seen"),
    "^192\\.0\\.2\\.14 .*550 5\\.1\\.1 <anna\\.rosi@",
    "550",
    { ip: "192.0.2.14", from: "pete@partner.example", to: ["anna.rosi@example.test"] },
  ),
  letter(
    [
      "partial",
      "Taken for one, refused for the other.",
      "--to cornelia@example.test --from quinn@partner.example --about {at}",
    ],
    label("rcpt.partial", "sender", "refused"),
    "^192\\.0\\.2\\.15 .*550 5\\.1\\.1 <cornelia@",
    "250",
    { ip: "192.0.2.15", from: "quinn@partner.example", to: [rossi, "cornelia@example.test"] },
  ),
  letter(
    ["disabled", "An account that is suspended.", "--to away@example.test --from ruth@partner.example --about {at}"],
    label("rcpt.disabled", "recipient", "refused"),
    "^192\\.0\\.2\\.16 .*550 5\\.2\\.1 ",
    "550",
    { ip: "192.0.2.16", from: "ruth@partner.example", to: ["away@example.test"] },
  ),
  {
    id: "quota",
    story: "The mailbox became full with the mail before.",
    question: "--to tomas@example.test --from sven@partner.example --about {at}",
    label: label("rcpt.quota", "recipient", "deferred"),
    decisive: "^192\\.0\\.2\\.17 .*452 4\\.2\\.2 ",
    act: async ({ mx }) => {
      await offer(mx, {
        ip: "192.0.2.17",
        from: "before@partner.example",
        to: ["tomas@example.test"],
        body: `${"y".repeat(60)}\r\n`.repeat(30),
      });
      const heard = await offer(mx, {
        ip: "192.0.2.17",
        from: "sven@partner.example",
        to: ["tomas@example.test"],
        body: `${"y".repeat(60)}\r\n`.repeat(30),
      });
      if (!heard.at(-1)?.startsWith("4")) throw new Error(heard.join(" | "));
      return undefined;
    },
  },
  letter(
    ["relay-denied", "A domain that is not ours.", "--to x@elsewhere.example --from tara@partner.example --about {at}"],
    label("rcpt.relay-denied", "our-server", "refused"),
    "^192\\.0\\.2\\.18 .*55[04] 5\\.7\\.1 ",
    "55",
    { ip: "192.0.2.18", from: "tara@partner.example", to: ["x@elsewhere.example"] },
  ),
  letter(
    ["size-declared", "Larger than we take, as is said beforehand.", "--from udo@partner.example --about {at}"],
    label("mail.size-declared", "sender", "refused"),
    "^192\\.0\\.2\\.19 .*552 5\\.3\\.4 ",
    "552",
    { ip: "192.0.2.19", from: "udo@partner.example", to: [rossi], parameters: " SIZE=5000000" },
  ),
  letter(
    [
      "size-exceeded",
      "Larger than we take, which is not said.",
      `--to ${rossi} --from vera@partner.example --about {at}`,
    ],
    label("data.size-exceeded", "sender", "refused"),
    "^192\\.0\\.2\\.20 .*552 5\\.3\\.4 ",
    "552",
    { ip: "192.0.2.20", from: "vera@partner.example", to: [rossi], body: `${"z".repeat(70)}\r\n`.repeat(500) },
  ),
  letter(
    ["loop", "It has been round a dozen times.", `--to ${rossi} --from willi@partner.example --about {at}`],
    label("queue.loop", "our-server", "refused"),
    "^192\\.0\\.2\\.21 .*5\\.4\\.6 ",
    "5",
    {
      ip: "192.0.2.21",
      from: "willi@partner.example",
      to: [rossi],
      header: "Received: from a.example by b.example; Sat, 28 Nov 2026 10:00:00 +0000\r\n".repeat(12),
    },
  ),
  letter(
    [
      "too-many-recipients",
      "A circular; the last one was too many.",
      "--to chiara@example.test --from xaver@partner.example --about {at}",
    ],
    label("rcpt.too-many", "our-policy", "deferred"),
    "^192\\.0\\.2\\.22 .*452 4\\.5\\.3 ",
    "250",
    {
      ip: "192.0.2.22",
      from: "xaver@partner.example",
      to: [
        rossi,
        "anna.rosso@example.test",
        "office@example.test",
        "alice@example.test",
        "bob@example.test",
        "chiara@example.test",
      ],
    },
  ),
  visit(
    ["probe", "Monitoring greets and leaves.", "--ip 192.0.2.23 --about {at}"],
    label("session.probe-quit", "nobody", "nothing-offered"),
    "^192\\.0\\.2\\.23 .*(?:<<< QUIT|INCOMPLETE-SESSION)",
    "192.0.2.23",
    [hello],
    "quit",
  ),
  visit(
    ["callout", "An address is asked for, no more.", `--to ${rossi} --ip 192.0.2.24 --about {at}`],
    label("session.rcpt-probe", "nobody", "nothing-offered"),
    "^192\\.0\\.2\\.24 .*(?:<<< RCPT TO|<<< QUIT|INCOMPLETE-SESSION)",
    "192.0.2.24",
    [hello, "MAIL FROM:<>", `RCPT TO:<${rossi}>`],
    "quit",
  ),
  visit(
    ["bot", "A scanner speaks HTTP.", "--ip 192.0.2.25 --about {at}"],
    label("session.bot-noise", "nobody", "nothing-offered"),
    "^192\\.0\\.2\\.25 .*(?:<<< GET|421 4\\.7\\.0 This is a mail server|INCOMPLETE-SESSION)",
    "192.0.2.25",
    ["GET / HTTP/1.1"],
    "wait",
  ),
  visit(
    [
      "idle",
      "The other side falls silent until our time limit.",
      `--to ${rossi} --from yves@partner.example --about {at}`,
    ],
    label("session.timeout", "network", "aborted"),
    "^192\\.0\\.2\\.26 .*TIMEOUT ",
    "192.0.2.26",
    [hello, "MAIL FROM:<yves@partner.example>", `RCPT TO:<${rossi}>`],
    "wait",
  ),
  visit(
    [
      "drop-in-data",
      "The line breaks in the content, three times.",
      `--to ${rossi} --from zora@partner.example --about {at}`,
    ],
    label("data.mid-transfer-drop", "network", "aborted"),
    "^192\\.0\\.2\\.27 .*(?:Disconnected, reset|INCOMPLETE-SESSION)",
    "192.0.2.27",
    [hello, "MAIL FROM:<zora@partner.example>", `RCPT TO:<${rossi}>`, "DATA"],
    "reset",
    "mx",
    3,
  ),
  visit(
    ["auth-required", "A mail program without a login.", "--from chiara@example.test --ip 192.0.2.28 --about {at}"],
    label("submission.auth-required", "sender", "refused"),
    "^192\\.0\\.2\\.28 .*530 5\\.7\\.0 ",
    "192.0.2.28",
    [hello, "MAIL FROM:<chiara@example.test>"],
    "quit",
    "submission",
  ),
  {
    id: "auth-failed",
    story: "An old password in the phone.",
    question: "--from chiara@example.test --ip 192.0.2.29 --about {at}",
    label: label("submission.auth-failed", "sender", "refused"),
    decisive: "^192\\.0\\.2\\.29 .*535 5\\.7\\.8 ",
    act: async (site) => {
      await login(site, "192.0.2.29", "last year's", []);
      return undefined;
    },
  },
  {
    id: "sender-not-owned",
    story: "She writes in the name of another.",
    question: "--from anna.rosso@example.test --ip 192.0.2.30 --about {at}",
    label: label("submission.sender-not-owned", "sender", "refused"),
    decisive: "^192\\.0\\.2\\.30 .*55[03] 5\\.7\\.1 ",
    act: async (site) => {
      await login(site, "192.0.2.30", password, ["MAIL FROM:<anna.rosso@example.test>", "RCPT TO:<bob@example.test>"]);
      return undefined;
    },
  },
  {
    id: "banned",
    story:
      "A list server said RSET too often in one session; its next connections are refused, with other people's mail.",
    question: "--ip 198.51.100.30 --about {at}",
    label: label("greeting.ips-ban", "our-policy", "deferred"),
    decisive: "^198\\.51\\.100\\.30 .*421 4\\.7\\.1 Intrusion prevention active|Blocked 198\\.51\\.100\\.30",
    act: async ({ mx }) => {
      const { client } = await behindProxy("198.51.100.30", mx);
      await client.ask("EHLO lists.partner.example");
      for (let n = 0; n < 6; n++) await client.ask("RSET");
      await leave(client);
      const heard = await offer(mx, { ip: "198.51.100.30", from: "list@partner.example", to: [rossi] });
      if (!heard[0]?.startsWith("421")) throw new Error(heard.join(" | "));
      return undefined;
    },
  },
  {
    id: "never-sent",
    story: "It was never sent; others write all the time.",
    question: `--to ${rossi} --from ghost@nowhere.example --about {at} --fact log-complete=yes`,
    label: label("never.no-trace", "sender", "never-seen"),
    decisive: undefined,
    act: async () => undefined,
  },
];

/** A visit of chiara's mail program by TLS. */
async function login(site: OwnSite, ip: string, secret: string, lines: readonly string[]): Promise<void> {
  const { client } = await behindProxy(ip, site.submission);
  await client.ask(hello);
  await client.ask("STARTTLS");
  await client.encrypt();
  await client.ask(hello);
  await client.ask(`AUTH PLAIN ${btoa(`\0chiara@example.test\0${secret}`)}`);
  for (const line of lines) await client.ask(line);
  await leave(client);
}
