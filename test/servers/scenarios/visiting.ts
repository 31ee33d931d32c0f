/** Visits to a company's Postfix that bring no message to its end, and limits that they meet. */
import { execFile } from "node:child_process";
import { connect } from "node:net";
import { connect as connectTls } from "node:tls";
import { comesFrom, quit, say, send, sendAnd, untilClosed, visit } from "./client.ts";
import { nameless } from "./partners.ts";
import type { ReceivingSite } from "./receiving-site.ts";
import { label, type Scenario } from "./scenario.ts";

/** An open transaction with that recipient, from the sender's own mail server. */
async function begun({ ports }: ReceivingSite, from: string, to: string, door: "mx" | "submission" = "mx") {
  const { ip, helo } = comesFrom({ from });
  const { client } = await visit(ports[door], ip);
  const heard = await say(client, `EHLO ${helo}`, `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`);
  if (!heard.at(-1)?.startsWith("250")) throw new Error(`${from} is not let in: ${heard}`);
  return client;
}

/** Begins with so many bytes of content, and then the line is cut. */
async function cutOff(site: ReceivingSite, from: string, to: string, bytes: number): Promise<void> {
  const client = await begun(site, from, to);
  await client.ask("DATA");
  client.send(`Subject: minutes\r\n\r\n${`${"m".repeat(70)}\r\n`.repeat(bytes / 72)}`);
  await new Promise((later) => setTimeout(later, 200));
  client.reset();
}

/** A handshake that the client does not like. */
const handshake = (port: number, ip: string, helo: string, options: object): Promise<void> =>
  new Promise((done) => {
    const socket = connect({ port, host: "127.0.0.1", localAddress: ip });
    const waiting = [`EHLO ${helo}\r\n`, "STARTTLS\r\n"];
    socket.on("error", () => done());
    socket.on("data", function answer(bytes: Buffer) {
      if (!/^\d{3} .*\r\n$/m.test(bytes.toString("latin1"))) return;
      const next = waiting.shift();
      if (next) return void socket.write(next);
      socket.removeListener("data", answer);
      const tls = connectTls({ socket, ...options });
      tls.on("error", () => {}).on("secureConnect", () => tls.end());
      tls.on("close", () => done());
    });
  });

/** A client that ends the handshake with an alert, as it trusts no certificate of ours. */
const mistrust = (port: number, ip: string): Promise<void> =>
  new Promise((done) => {
    const to = ["s_client", "-starttls", "smtp", "-connect", `127.0.0.1:${port}`, "-bind", ip];
    const child = execFile("/usr/bin/openssl", [...to, "-name", "mail.strict.example", "-verify_return_error"], () =>
      done(),
    );
    child.stdin?.end();
  });

export const visiting: readonly Scenario<ReceivingSite>[] = [
  {
    id: "drop-in-data",
    story: "Every message with an attachment breaks off at the same place; small ones come: a firewall on the way.",
    question: "--to carla@example.test --from office@university.example --about {at}",
    label: label("data.mid-transfer-drop", "network", "aborted"),
    decisive: "lost connection after DATA \\(\\d+ bytes\\) from mail\\.university\\.example",
    act: async (site) => {
      await sendAnd("taken", site.ports.mx, { from: "office@university.example", to: "dario@example.test" });
      for (let n = 0; n < 3; n++) await cutOff(site, "office@university.example", "carla@example.test", 1440);
      await site.postfix.logged(/lost connection after DATA \(\d+ bytes\) from mail\.university/, 3);
      return undefined;
    },
  },
  {
    id: "idle",
    story: "The sender's server falls silent after the recipient, until our time limit ends it.",
    question: "--to gina@example.test --from mia@clinic.example --about {at} --fact smtpd_timeout=5s",
    label: label("session.timeout", "network", "aborted"),
    decisive: "timeout after RCPT from mail\\.clinic\\.example",
    act: async (site) => {
      await untilClosed(await begun(site, "mia@clinic.example", "gina@example.test"));
      return undefined;
    },
  },
  {
    id: "callout",
    story: "Another server asks only whether the address exists, and leaves.",
    question: "--to elena@example.test --ip 127.0.20.27 --about {at}",
    label: label("session.rcpt-probe", "nobody", "nothing-offered"),
    decisive: "disconnect from .*\\[127\\.0\\.20\\.27\\] ehlo=1 mail=1 rcpt=1 quit=1",
    act: async ({ ports }) => {
      const { client } = await visit(ports.mx, "127.0.20.27");
      await say(client, "EHLO mail.caller.example", "MAIL FROM:<>", "RCPT TO:<elena@example.test>");
      await quit(client);
      return undefined;
    },
  },
  {
    id: "bot",
    story: "A scanner speaks HTTP; somebody saw the address in the log and asks whether a mail was lost.",
    question: "--ip {ip} --about {at}",
    label: label("session.bot-noise", "nobody", "nothing-offered"),
    decisive: "non-SMTP command from unknown\\[{ip}\\]|lost connection after UNKNOWN from unknown\\[{ip}\\]",
    act: async ({ ports }) => {
      const ip = nameless(4);
      const { client } = await visit(ports.mx, ip);
      client.send("GET /admin HTTP/1.1\r\nHost: mx\r\n\r\n");
      await untilClosed(client);
      return { ip };
    },
  },
  {
    id: "too-many-errors",
    story: "A home-made mailer goes through an old list of names and is thrown out before it reaches the good one.",
    question: "--to elena@example.test --from list@harvest.example --about {at-2}",
    label: label("session.too-many-errors", "sender-server", "aborted"),
    decisive: "too many errors after RCPT from .*\\[{ip}\\]",
    act: async ({ ports }) => {
      const ip = "127.0.20.28";
      const { client } = await visit(ports.mx, ip);
      await say(client, "EHLO mail.harvest.example", "MAIL FROM:<list@harvest.example>");
      for (let n = 0; n < 7; n++) await client.ask(`RCPT TO:<customer${n}@example.test>`);
      await untilClosed(client);
      return { ip };
    },
  },
  {
    id: "pipelining",
    story: "A mass mailer says all its commands at once, before it was asked.",
    question: "--ip 127.0.20.33 --about {at}",
    label: label("greeting.early-talker", "sender-server", "refused"),
    decisive:
      "improper command pipelining after .* from mail\\.hasty\\.example|reject: DATA from mail\\.hasty\\.example.*Improper use of SMTP command pipelining",
    act: async ({ ports }) => {
      const { client } = await visit(ports.mx, "127.0.20.33");
      client.send(
        "HELO mail.hasty.example\r\nMAIL FROM:<b@shop.example>\r\nRCPT TO:<tina@example.test>\r\nDATA\r\nSubject: x\r\n\r\nx\r\n.\r\nQUIT\r\n",
      );
      await untilClosed(client);
      return undefined;
    },
  },
  {
    id: "bare-newline",
    story: "A script ends its lines with LF alone.",
    question: "--from meter@museum.example --about {at}",
    label: label("data.line-format", "sender-server", "refused"),
    decisive: "bare <LF>",
    act: async (site) => {
      const client = await begun(site, "meter@museum.example", "gina@example.test");
      await client.ask("DATA");
      client.send("Subject: meter\n\n42 kWh\n\r\n.\r\n");
      await untilClosed(client);
      return undefined;
    },
  },
  {
    id: "connections",
    story: "A partner's server opens a dozen connections at once; the rest are sent away.",
    question: "--ip 127.0.20.32 --about {at}",
    label: label("connect.too-many", "our-policy", "deferred"),
    decisive: "Connection concurrency limit exceeded: \\d+ from .*127\\.0\\.20\\.32|too many connections from",
    act: async ({ ports }) => {
      const open = [];
      for (let n = 0; n < 11; n++) open.push(await visit(ports.mx, "127.0.20.32"));
      for (const { client } of open) client.socket.end("QUIT\r\n");
      await Promise.all(open.map(({ client }) => untilClosed(client)));
      return undefined;
    },
  },
  {
    id: "message-rate",
    story: "A newsletter's host sends faster than we allow.",
    question: "--to tina@example.test --from news@esp.example --about {at}",
    label: label("mail.rate-limit", "our-policy", "deferred"),
    decisive: "Message delivery request rate limit exceeded: \\d+ from mail\\.esp\\.example",
    act: async ({ ports }) => {
      const { client } = await visit(ports.mx, "127.0.20.12");
      await say(client, "EHLO mail.esp.example");
      for (let n = 0; n < 25; n++) await say(client, `MAIL FROM:<bounces+${n}@esp.example>`, "RSET");
      await quit(client);
      await sendAnd("refused", ports.mx, { from: "news@esp.example", to: "tina@example.test" });
      return undefined;
    },
  },
  {
    id: "submission-rate",
    story: "She writes to the whole choir; from the fifth on nothing goes any more.",
    question: "--from sara@example.test --to alto5@takes.example --about {at}",
    label: label("submission.rate-limit", "our-policy", "deferred"),
    decisive: "Recipient address rate limit exceeded: \\d+ from unknown\\[127\\.0\\.90\\.12\\]",
    act: async ({ ports }) => {
      for (let n = 0; n < 6; n++)
        await send(ports.submission, {
          from: "sara@example.test",
          to: `alto${n}@takes.example`,
          login: ["sara@example.test", "correct-horse"],
          ip: nameless(12),
          helo: "[192.168.1.21]",
        });
      return undefined;
    },
  },
  {
    id: "client-abort",
    story: "A laptop is closed in the middle of sending photographs.",
    question: "--from gina@example.test --about {at}",
    label: label("data.client-abort", "sender", "aborted"),
    decisive: "lost connection after DATA \\(\\d+ bytes\\) from unknown\\[127\\.0\\.90\\.13\\]",
    act: async ({ ports, postfix }) => {
      const { client } = await visit(ports.submission, nameless(13));
      const login = btoa("\0gina@example.test\0correct-horse");
      await say(
        client,
        "EHLO [10.0.0.7]",
        `AUTH PLAIN ${login}`,
        "MAIL FROM:<gina@example.test>",
        "RCPT TO:<friend@takes.example>",
        "DATA",
      );
      client.send(`Subject: photographs\r\n\r\n${`${"p".repeat(70)}\r\n`.repeat(523)}pp`);
      await new Promise((later) => setTimeout(later, 300));
      client.socket.end();
      await postfix.logged(/lost connection after DATA \(\d+ bytes\) from unknown\[127\.0\.90\.13\]/);
      return undefined;
    },
  },
  {
    id: "tls-handshake",
    story: "An old server knows only TLS 1.0, and never delivers without TLS.",
    question: "--ip 127.0.20.29 --about {at}",
    label: label("tls.handshake", "sender-server", "nothing-offered"),
    decisive:
      "SSL_accept error from mail\\.oldtimer\\.example\\[127\\.0\\.20\\.29\\]|TLS library problem: .*(?:unsupported protocol|version)",
    act: async ({ ports }) => {
      for (let n = 0; n < 2; n++)
        await handshake(ports.mx, "127.0.20.29", "mail.oldtimer.example", {
          maxVersion: "TLSv1",
          minVersion: "TLSv1",
          ciphers: "DEFAULT@SECLEVEL=0",
          rejectUnauthorized: false,
        });
      return undefined;
    },
  },
  {
    id: "tls-certificate",
    story: "A partner's server insists on a certificate that it can verify; ours is signed by nobody.",
    question: "--ip 127.0.20.30 --about {at}",
    label: label("tls.cert", "our-server", "nothing-offered"),
    decisive: "TLS library problem: .*alert (?:unknown ca|bad certificate|certificate unknown)",
    act: async ({ ports }) => {
      for (let n = 0; n < 2; n++) await mistrust(ports.mx, "127.0.20.30");
      return undefined;
    },
  },
  {
    id: "directory-down",
    story: "The directory of mailboxes was away for a moment: existing users were put off, all of them.",
    question: "--to elena@example.test --from eva@rossi-legal.example --about {at}",
    label: label("rcpt.directory-down", "our-server", "deferred"),
    decisive: '<elena@example\\.test>: Temporary lookup failure|lookup error for "elena@example\\.test"',
    alone: true,
    act: async ({ ports, directory }) => {
      await directory.off();
      await sendAnd("refused", ports.mx, { from: "eva@rossi-legal.example", to: "elena@example.test" });
      await new Promise((later) => setTimeout(later, 1500));
      await directory.on();
      return undefined;
    },
  },
];
