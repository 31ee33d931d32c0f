/** Mail hosts of others, at port 25 of addresses of the loopback: each behaves as a script says. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { makeCertificate } from "../../../src/app/certificate.ts";

export interface Host {
  readonly ip: string;
  /** Name of the mail host; else `mx.DOMAIN`. */
  readonly mx?: string;
  readonly port?: number;
  /** What it says first; it hangs up behind what is no 220. "" hangs up without a word. */
  readonly banner?: string;
  /** Lines of the reply to EHLO. */
  readonly offers?: readonly string[];
  readonly mail?: string;
  /** By the local part of the recipient, at RCPT. */
  readonly rcpt?: Readonly<Record<string, string>>;
  /** The same, the first time only. */
  readonly once?: Readonly<Record<string, string>>;
  /** The same at the final dot; "" says nothing. */
  readonly dot?: Readonly<Record<string, string>>;
  /** It breaks off in the content. */
  readonly cuts?: true;
  /** STARTTLS is answered, and then: nonsense, or a handshake with a certificate that nobody signed. */
  readonly tls?: "broken" | "self-signed";
  /** Nobody is there: it refuses connections, or does not answer at all. */
  readonly absent?: "refuses" | "silent";
}

const lines = (...said: readonly string[]): string => said.join("\r\n");

/** By domain. Replies are those that the products and providers document or that their users quote. */
export const hosts: Readonly<Record<string, Host>> = {
  "takes.example": { ip: "127.0.30.1" },
  "bigmail.example": {
    ip: "127.0.30.2",
    rcpt: {
      nouser: lines(
        "550-5.1.1 The email account that you tried to reach does not exist. Please try",
        "550-5.1.1 double-checking the recipient's email address for typos or",
        "550-5.1.1 unnecessary spaces. For more information, go to",
        "550 5.1.1  https://support.google.com/mail/?p=NoSuchUser 5b1f17b1804b1-47781cc3si12345.77 - gsmtp",
      ),
      full: lines(
        "452-4.2.2 The recipient's inbox is out of storage space. Please direct the",
        "452-4.2.2 recipient to",
        "452 4.2.2  https://support.google.com/mail/?p=OverQuotaTemp 5b1f17b1804b1-47781cc3si12345.78 - gsmtp",
      ),
      busy: lines(
        "450-4.2.1 The user you are trying to contact is receiving mail at a rate that",
        "450-4.2.1 prevents additional messages from being delivered. Please resend your",
        "450-4.2.1 message at a later time. For more information, go to",
        "450 4.2.1  https://support.google.com/mail/?p=ReceivingRate 5b1f17b1804b1-47781cc3si12345.79 - gsmtp",
      ),
    },
    dot: {
      forged: lines(
        "550-5.7.26 Unauthenticated email from acme.example is not accepted due to",
        "550-5.7.26 domain's DMARC policy. Please contact the administrator of",
        "550-5.7.26 acme.example domain if this was a legitimate mail. To learn about the",
        "550-5.7.26 DMARC initiative, go to",
        "550 5.7.26  https://support.google.com/mail/?p=DmarcRejection 5b1f17b1804b1-47781cc3si12345.80 - gsmtp",
      ),
      unwanted: lines(
        "550-5.7.1 [192.0.2.25      12] Gmail has detected that this message is likely",
        "550-5.7.1 unsolicited mail. To reduce the amount of spam sent to Gmail, this",
        "550-5.7.1 message has been blocked. For more information, go to",
        "550 5.7.1  https://support.google.com/mail/?p=UnsolicitedMessageError 5b1f17b1804b1-47781cc3si12345.81 - gsmtp",
      ),
      unsafe: lines(
        "552-5.7.0 This message was blocked because its content presents a potential",
        "552-5.7.0 security issue. To review our message content and attachment content",
        "552-5.7.0 guidelines, go to",
        "552 5.7.0  https://support.google.com/mail/?p=BlockedMessage 5b1f17b1804b1-47781cc3si12345.82 - gsmtp",
      ),
      fast: lines(
        "421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating",
        "421-4.7.28 from your IP address. To protect our users from spam, mail sent from",
        "421-4.7.28 your IP address has been temporarily rate limited. For more information,",
        "421 4.7.28  https://support.google.com/mail/?p=UnsolicitedRateLimitError 5b1f17b1804b1-47781cc3si12345.83 - gsmtp",
      ),
      forwarded: lines(
        "550-5.7.26 This mail has been blocked because the sender is unauthenticated.",
        "550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM.",
        "550-5.7.26  Authentication results:",
        "550-5.7.26  DKIM = did not pass",
        "550-5.7.26  SPF [university.example] with ip: [192.0.2.25] = did not pass",
        "550 5.7.26  https://support.google.com/mail/answer/81126#authentication 5b1f17b1804b1-47781cc3si12345.84 - gsmtp",
      ),
    },
  },
  "office.example": {
    ip: "127.0.30.3",
    mx: "office-example.mail.protection.outlook.example",
    rcpt: {
      noone:
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient noone@office.example not found by SMTP address lookup",
      edge: "550 5.4.1 Recipient address rejected: Access denied. For more information see https://aka.ms/EXOSmtpErrors [AM4PEPF00027A61.eurprd04.prod.outlook.com 2026-11-28T09:00:00.000Z 08DE2E0C0A9B]",
      team: "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group",
    },
    dot: {
      policy: "550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy",
      large: "552 5.3.4 Message size exceeds fixed maximum message size",
    },
  },
  "postfix.example": {
    ip: "127.0.30.4",
    rcpt: {
      grey: "450 4.2.0 <grey@postfix.example>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/postfix.example.html",
      spf: "550 5.7.23 <spf@postfix.example>: Recipient address rejected: Message rejected due to: SPF fail - not authorized. Please see http://www.open-spf.org/Why?s=mfrom;id=ann@acme.example;ip=192.0.2.25;r=<UNKNOWN>",
      listed:
        "554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.25",
      full: "552 5.2.2 <full@postfix.example>: Recipient address rejected: Quota exceeded (mailbox for user is full)",
      closed: "550 5.2.1 <closed@postfix.example>: Recipient address rejected: This mailbox has been disabled",
      directory: "451 4.3.0 <directory@postfix.example>: Temporary lookup failure",
      unverified:
        "450 4.1.1 <unverified@postfix.example>: Recipient address rejected: unverified address: connect to 10.0.0.5[10.0.0.5]:25: Connection refused",
      relocated:
        "550 5.1.6 <relocated@postfix.example>: Recipient address rejected: User has moved to new@takes.example",
      elsewhere: "554 5.7.1 <elsewhere@postfix.example>: Relay access denied",
      blocked: "554 5.7.1 <ann@acme.example>: Sender address rejected: Access denied",
      nodomain: "450 4.1.8 <ann@acme.example>: Sender address rejected: Domain not found",
    },
    dot: {
      virus: "554 5.7.1 virus Eicar-Test-Signature detected by ClamAV - http://www.clamav.net",
      broken: "451 4.3.0 Error: queue file write error",
      spammy: "550 5.7.1 Spam message rejected",
      link: "554 5.7.1 Service unavailable; Helo command [acme.example] rejected; message contains a URL listed in Spamhaus DBL: https://www.spamhaus.org/query/domain/shop.example",
    },
  },
  "again.example": { ip: "127.0.30.5", once: { later: "451 4.7.1 Greylisting in action, please come back later" } },
  "reputation.example": {
    ip: "127.0.30.6",
    banner:
      "554 mx.reputation.example Your access to this mail system has been rejected due to the sending MTA's poor reputation",
  },
  "overload.example": { ip: "127.0.30.7", banner: "421 4.3.2 Service not available, system busy, closing channel" },
  "crowded.example": {
    ip: "127.0.30.8",
    banner: "421 4.7.0 mx.crowded.example Error: too many connections from 192.0.2.25",
  },
  "nomx.example": { ip: "127.0.30.9", banner: "521 5.3.2 mx.nomx.example Host does not accept mail" },
  "diskfull.example": { ip: "127.0.30.10", mail: "452 4.3.1 Insufficient system storage" },
  "small.example": { ip: "127.0.30.11", offers: ["SIZE 5000"] },
  "ascii.example": { ip: "127.0.30.12", offers: ["8BITMIME"] },
  "plain.example": { ip: "127.0.30.13" },
  "badtls.example": { ip: "127.0.30.14", offers: ["STARTTLS"], tls: "broken" },
  "selfsigned.example": { ip: "127.0.30.15", offers: ["STARTTLS"], tls: "self-signed" },
  "cuts.example": { ip: "127.0.30.16", cuts: true },
  "slow.example": { ip: "127.0.30.17", dot: { scan: "" } },
  "resets.example": { ip: "127.0.30.18", banner: "" },
  "down.example": { ip: "127.0.30.19", absent: "refuses" },
  "dropped.example": { ip: "127.0.30.20", absent: "silent" },
  "smarthost.example": {
    ip: "127.0.30.21",
    mx: "smtp.smarthost.example",
    port: 587,
    rcpt: { customer: "554 5.7.1 <customer@far.example>: Relay access denied" },
  },
  "refuses.test": {
    ip: "127.0.30.22",
    dot: {
      dave: lines(
        "550-5.7.26 This mail has been blocked because the sender is unauthenticated.",
        "550 5.7.26 SPF [sender.example] with ip: [192.0.2.25] = did not pass",
      ),
    },
  },
};

interface Envelope {
  recipients: string[];
  content: boolean;
}

/** One client's dialogue. */
function serve(
  first: Socket,
  name: string,
  host: Host,
  secret: { cert: string; key: string },
  seen: Set<string>,
): void {
  let socket: Socket = first;
  let rest = "";
  const envelope: Envelope = { recipients: [], content: false };
  const write = (text: string) => void socket.write(`${text}\r\n`);
  const hear = (bytes: Buffer) => {
    const heard = (rest + bytes.toString("latin1")).split("\r\n");
    rest = heard.pop() ?? "";
    for (const line of heard) if (!socket.destroyed) take(line);
  };
  const startTls = () => {
    write("220 2.0.0 Ready to start TLS");
    if (host.tls === "broken") {
      socket.removeListener("data", hear);
      socket.once("data", () => socket.end("this is no TLS\r\n"));
      return;
    }
    socket.removeListener("data", hear);
    socket = new TLSSocket(socket, { isServer: true, ...secret });
    socket.on("error", () => {}).on("data", hear);
  };
  const take = (line: string): void => {
    if (envelope.content) {
      if (host.cuts) return void socket.destroy();
      if (line === ".") finish();
      return;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO")
      return write(
        [name, ...(host.offers ?? [])]
          .map((offer, n, all) => `250${n === all.length - 1 ? " " : "-"}${offer}`)
          .join("\r\n"),
      );
    if (verb === "STAR") return startTls();
    if (verb === "QUIT") return void socket.end("221 2.0.0 Bye\r\n");
    if (verb === "MAIL") return write(host.mail ?? "250 2.1.0 Ok");
    if (verb === "RCPT") return recipient(/<([^@>]*)/.exec(line)?.[1] ?? "");
    if (verb === "RSET") envelope.recipients = [];
    if (verb === "DATA") {
      envelope.content = envelope.recipients.length > 0;
      return write(envelope.content ? "354 End data with <CR><LF>.<CR><LF>" : "554 5.5.1 Error: no valid recipients");
    }
    write("250 2.0.0 Ok");
  };
  const recipient = (local: string): void => {
    const first = !seen.has(local);
    seen.add(local);
    const reply = host.rcpt?.[local] ?? (first ? host.once?.[local] : undefined) ?? "250 2.1.5 Ok";
    if (reply.startsWith("2")) envelope.recipients.push(local);
    write(reply);
  };
  const finish = (): void => {
    const reply = envelope.recipients.map((local) => host.dot?.[local]).find((said) => said !== undefined);
    envelope.content = false;
    envelope.recipients = [];
    if (reply !== "") write(reply ?? "250 2.0.0 Ok: queued as 4fR3M0TE");
  };
  socket.on("error", () => {}).on("data", hear);
  if (host.banner === "") socket.resetAndDestroy();
  else if (host.banner) socket.end(`${host.banner}\r\n`);
  else write(`220 ${name} ESMTP`);
}

/** A program that listens and never accepts: when its queue is full, nobody hears anything. */
async function silent(ip: string): Promise<() => void> {
  const script = `const server = require("node:net").createServer();
server.listen({ host: "${ip}", port: 25, backlog: 1 }, () => {
  require("node:fs").writeSync(1, "listening");
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;
  const child: ChildProcess = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout as NodeJS.ReadableStream, "data");
  const waiting = Array.from({ length: 4 }, () => connect(25, ip).on("error", () => {}));
  await new Promise((later) => setTimeout(later, 300));
  return () => {
    for (const socket of waiting) socket.destroy();
    child.kill("SIGKILL");
  };
}

/** Starts all; resolves with what stops them. */
export async function startHosts(): Promise<() => Promise<void>> {
  const { certificate, privateKey } = await makeCertificate("mx.selfsigned.example", Date.now());
  const servers: Server[] = [];
  const stops: (() => void)[] = [];
  const sockets = new Set<Socket>();
  for (const [domain, host] of Object.entries(hosts)) {
    if (host.absent === "silent") stops.push(await silent(host.ip));
    if (host.absent) continue;
    const name = host.mx ?? `mx.${domain}`;
    const seen = new Set<string>();
    const server = createServer((socket) => {
      sockets.add(socket.on("close", () => sockets.delete(socket)));
      serve(socket, name, host, { cert: certificate, key: privateKey }, seen);
    });
    server.listen(host.port ?? 25, host.ip);
    await once(server, "listening");
    servers.push(server);
  }
  return async () => {
    for (const stop of stops) stop();
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
  };
}
