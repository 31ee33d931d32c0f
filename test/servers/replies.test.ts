import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { composeReader } from "../../src/app/reader.ts";
import { Zone } from "../../src/base/zone.ts";
import type { Answer } from "../../src/diagnosis/answer.ts";
import { freePort } from "../free-port.ts";
import { type Postfix, startPostfix } from "./postfix.ts";
import { listen, swaks } from "./postfix-script.ts";

const zone = new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** What a provider says, at which moment, and what a real Postfix's log of it must be read as. */
interface Said {
  readonly at: "connect" | "rcpt" | "content";
  readonly reply: string;
  readonly cause: string;
  readonly party: string;
  readonly details: Partial<Answer["replyDetails"]>;
}

const lines = (...said: readonly string[]): string => said.join("\r\n");

/** By the recipient to whom it is said. */
const replies: Readonly<Record<string, Said>> = {
  gmail_unknown: {
    at: "rcpt",
    reply: lines(
      "550-5.1.1 The email account that you tried to reach does not exist. Please try",
      "550-5.1.1 double-checking the recipient's email address for typos or",
      "550-5.1.1 unnecessary spaces. For more information, go to",
      "550 5.1.1  https://support.google.com/mail/?p=NoSuchUser a640c23a62f3a-a9e5c7b1d52si12345.123 - gsmtp",
    ),
    cause: "rcpt.user-unknown",
    party: "sender",
    details: {
      provider: "Google",
      links: ["https://support.google.com/mail/?p=NoSuchUser"],
      references: ["a640c23a62f3a-a9e5c7b1d52si12345.123"],
    },
  },
  gmail_dmarc: {
    at: "content",
    reply: lines(
      "550-5.7.26 Unauthenticated email from example.test is not accepted due to domain's",
      "550-5.7.26 DMARC policy. Please contact the administrator of example.test domain if",
      "550 5.7.26 this was a legitimate mail. a640c23a62f3a-a9e5c7b1d52si12345.124 - gsmtp",
    ),
    cause: "eod.dmarc",
    party: "sender-server",
    details: { provider: "Google" },
  },
  gmail_fast: {
    at: "rcpt",
    reply: lines(
      "450-4.2.1 The user you are trying to contact is receiving mail too quickly.",
      "450 4.2.1 Please resend your message at a later time. a640c23a62f3a-a9e5c7b1d52si12345.125 - gsmtp",
    ),
    cause: "rcpt.rate",
    party: "recipient",
    details: { provider: "Google" },
  },
  microsoft_unknown: {
    at: "rcpt",
    reply:
      "550 5.4.1 Recipient address rejected: Access denied. [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com 2026-11-28T09:00:00.000Z 08DE2E0C0A9B]",
    cause: "rcpt.user-unknown",
    party: "sender",
    details: { provider: "Microsoft Exchange Online" },
  },
  microsoft_list: {
    at: "content",
    reply:
      "550 5.7.1 Unfortunately, messages from [192.0.2.9] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150). [AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com]",
    cause: "greeting.reputation",
    party: "sender-server",
    details: { references: ["AM5EUR02FT019.eop-EUR02.prod.protection.outlook.com", "S3150"] },
  },
  yahoo_disabled: {
    at: "content",
    reply:
      "554 delivery error: dd Sorry, your message to yahoo_disabled@replies.test cannot be delivered. This mailbox is disabled (554.30). - mta4321.mail.bf1.yahoo.com",
    cause: "rcpt.disabled",
    party: "recipient",
    details: { provider: "Yahoo and AOL" },
  },
  icloud_policy: {
    at: "content",
    reply:
      "554 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137",
    cause: "eod.spam",
    party: "our-policy",
    details: { provider: "Apple iCloud", references: ["CS01"], links: ["https://support.apple.com/en-us/HT204137"] },
  },
  mimecast_spoof: {
    at: "content",
    reply:
      "550 Rejected by header based Anti-Spoofing policy: alice@example.test - https://community.mimecast.com/docs/DOC-1369#550 [vH7Ns8biNg-p6EfZ0QaVMQ.us149]",
    cause: "eod.dmarc",
    party: "sender-server",
    details: { provider: "Mimecast", references: ["vH7Ns8biNg-p6EfZ0QaVMQ.us149"] },
  },
  orange_full: {
    at: "rcpt",
    reply: "552 5.1.1 Boite du destinataire pleine. Recipient overquota. OFR004_417 [417]",
    cause: "rcpt.quota",
    party: "recipient",
    details: { provider: "Orange, Wanadoo and La Poste", references: ["OFR004_417"] },
  },
  libero_domain: {
    at: "content",
    reply: "550 Invalid Domain [smtp-26.iol.local; LIB_420]",
    cause: "eod.dmarc",
    party: "sender-server",
    details: { provider: "Libero, Virgilio and IOL", references: ["LIB_420"] },
  },
  pec_closed: {
    at: "rcpt",
    reply: "554 Indirizzo sconosciuto o non abilitato alla ricezione di posta non certificata",
    cause: "rcpt.restricted",
    party: "our-policy",
    details: null,
  },
  listed: {
    at: "rcpt",
    reply:
      "554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.9",
    cause: "greeting.dnsbl",
    party: "sender-server",
    details: { blockLists: ["zen.spamhaus.org"], links: ["https://www.spamhaus.org/query/ip/192.0.2.9"] },
  },
  list_misused: {
    at: "rcpt",
    reply:
      "554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; Error: open resolver; https://check.spamhaus.org/returnc/pub/192.0.2.53/",
    cause: "greeting.dnsbl-error",
    party: "our-server",
    details: { blockLists: ["zen.spamhaus.org"] },
  },
  greylisted: {
    at: "rcpt",
    reply: "451 4.7.1 <greylisted@replies.test>: Recipient address rejected: Greylisted for 5 minutes",
    cause: "rcpt.greylist",
    party: "our-policy",
    details: { retryAfterSeconds: 300 },
  },
  spam_in_name: {
    at: "rcpt",
    reply: "550 5.1.1 <spam.virus@blacklist.example>: user unknown",
    cause: "rcpt.user-unknown",
    party: "sender",
    details: null,
  },
  tonline_listed: {
    at: "connect",
    reply:
      "554 IP=192.0.2.9 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)",
    cause: "greeting.reputation",
    party: "sender-server",
    details: null,
  },
};
const said = (address: string, at: Said["at"]): string | undefined => {
  const found = replies[address.split("@")[0] ?? ""];
  return found?.at === at ? found.reply : undefined;
};

/** With UPDATE=1 the log becomes a case that `npm test` reads; its answers are then written by `test/diagnosis.test.ts`. */
function record(postfix: Postfix): void {
  if (process.env.UPDATE !== "1") return;
  const log = postfix.text().replaceAll(postfix.folder, "/srv/postfix").replaceAll(` ${hostname()} `, " mx ");
  const file = [
    `# What providers say to a sending server, and what it means. Real lines of Postfix ${postfix.version} (Debian 12); the replies are theirs, a script says them (test/servers/replies.test.ts).`,
    `-- log postfix mail.log-${new Date().toISOString().slice(0, 10).replaceAll("-", "")} --`,
    log.trimEnd(),
    "-- questions --",
    ...Object.keys(replies).map((name) => `--to ${name}@replies.test --side sender`),
    "-- answers --",
    "",
  ];
  writeFileSync("src/diagnosis/cases/replies.providers.case", file.join("\n"));
}

/** What `why --side sender` answers to each name, read from the log of a Postfix that was told all of it. */
async function answersOf(): Promise<Readonly<Record<string, Answer | undefined>>> {
  const taking = { rcpt: "250 2.1.5 Ok", content: "250 2.0.0 Ok: queued as R3M0TE" };
  const host = await listen("127.0.0.2", {
    rcpt: (recipient) => said(recipient, "rcpt") ?? taking.rcpt,
    content: async (_, { recipients }) => said(recipients[0] ?? "", "content") ?? taking.content,
  });
  const gruff = createServer((socket) => socket.end(`${replies.tonline_listed?.reply}\r\n`));
  const port = await freePort();
  await new Promise<void>((listening) => gruff.listen(port, "127.0.0.2", listening));
  const routes = { "replies.test": `[127.0.0.2]:${host.port}` };
  const patient = [
    "maximal_queue_lifetime = 1d",
    "minimal_backoff_time = 1h",
    "maximal_backoff_time = 1h",
    "delay_warning_time = 0",
  ];
  const gruffly = `transport_maps = inline:{{tonline_listed@replies.test = smtp:[127.0.0.2]:${port}}, {replies.test = smtp:${routes["replies.test"]}}}`;
  const postfix = await startPostfix(routes, await freePort(), [...patient, gruffly]);
  const data = mkdtempSync(join(tmpdir(), "postino-replies-"));
  try {
    for (const name of Object.keys(replies))
      await swaks(postfix.port, "--from", "alice@example.test", "--to", `${name}@replies.test`);
    await postfix.logged(/to=<\w+@replies\.test>.*status=(?:bounced|deferred)/, Object.keys(replies).length);
    record(postfix);
    const reader = await composeReader({ logs: [postfix.log], data, askerZone: zone, zone, now: Date.now() });
    const answers: Record<string, Answer | undefined> = {};
    for (const name of Object.keys(replies)) {
      const found = await reader.why({ to: [`${name}@replies.test`], facts: {}, limit: 5, side: "sender" });
      answers[name] = found.answers[0];
    }
    return answers;
  } finally {
    await postfix.stop();
    host.server.close();
    gruff.close();
    rmSync(data, { recursive: true });
  }
}

describe("what a real Postfix was told is explained from its log", () => {
  let answers: Readonly<Record<string, Answer | undefined>> = {};
  beforeAll(async () => {
    answers = await answersOf();
  }, 120_000);
  afterAll(() => {
    answers = {};
  });

  test.each(Object.entries(replies))("%s", (name, { cause, party, details }) => {
    const answer = answers[name];
    expect(answer).toMatchObject({ cause, party });
    if (details === null) expect(answer?.replyDetails).toBeNull();
    else expect(answer?.replyDetails).toMatchObject(details);
  });

  test("a person is told when to come again, which list it is and what to quote", () => {
    expect(answers.greylisted?.remedy[0]).toBe("The server asked to try again in 5 minutes");
    expect(answers.listed?.remedy[0]).toBe("The block list is zen.spamhaus.org");
    expect(answers.gmail_unknown?.remedy.join("\n")).toContain(
      "Quote a640c23a62f3a-a9e5c7b1d52si12345.123 to Google's support",
    );
  });
});
