/** Clients who are told to go, or to come later, in words that the log spares: sendmail names the reason, and its reply is always the same. */
import { defined } from "../../base/defined.ts";
import type { Stage } from "../../events/event.ts";
import type { Reply } from "../../mail/reply.ts";
import { isComing } from "./arrivals.ts";
import { peerIn, warned } from "./clients.ts";
import type { Message, Scene, SendmailPattern } from "./scene.ts";

const any = ["*"];

interface Refusal {
  readonly stage: Stage;
  readonly reply: Reply;
  readonly decidedBy?: string;
  readonly sender?: string;
  readonly helo?: string;
  readonly peer?: string | undefined;
}

function turnAway(refusal: Refusal, scene: Scene): void {
  const message: Message | undefined = scene.queueId === undefined ? undefined : scene.message();
  scene.emit(defined({ kind: "rcpt.refused", ...refusal }), scene.server(refusal.peer), message);
}

/** What sendmail says to all commands of a client whom a filter, or its own rules, have put off. */
const later: Reply = { code: 451, enhanced: "4.3.2", text: "Please try again later" };
const tooMany: Reply = { code: 452, enhanced: "4.5.3", text: "Too many recipients" };
const fullDisk: Reply = { code: 452, enhanced: "4.4.5", text: "Insufficient disk space; try again later" };
const denied: Reply = { code: 550, enhanced: "5.0.0", text: "Access denied" };
const badName: Reply = { code: 501, enhanced: "5.0.0", text: "Invalid domain name" };

/** Replies by the sources (srvrsmtp.c, conf.c); samples of 8.17.1.9 where nothing else is said. */
export const turnedAwayPatterns: readonly SendmailPattern[] = [
  {
    name: "too-many-recipients",
    programs: any,
    queued: true,
    samples: ["6ATGMkc5031584: Too many recipients"],
    line: /^Too many recipients$/,
    // One line for each that was one too many; nobody says who.
    events: (_, scene) => turnAway({ stage: "rcpt", reply: tooMany }, scene),
  },
  {
    name: "put-off",
    programs: any,
    queued: true,
    samples: [
      "6ATLkOk3002706: SMTP MAIL command (<ann@sender.example>) from client.example [192.0.2.7] tempfailed (due to previous checks)",
    ],
    line: /^SMTP (MAIL|AUTH|STARTTLS|VRFY|EXPN|ETRN) command \((.{0,200}?)\) from (.{1,400}) tempfailed \(due to previous checks\)$/s,
    events: ([text, verb, argument = "", who = ""], scene) => {
      const peer = peerIn(who);
      if (verb !== "MAIL") return warned(text, scene, peer);
      const sender = /<([^<>]{0,200})>/.exec(argument)?.[1];
      turnAway(defined({ stage: "mail", reply: later, ...scene.message().putOff, sender, peer }), scene);
    },
  },
  {
    name: "low-on-space",
    programs: any,
    queued: true,
    // Not recorded: from knowledge of the program.
    samples: [
      "6ATGMkc5031584: low on space (SMTP-DAEMON needs 4000 bytes + 100 blocks in /var/spool/mqueue), max avail: 20",
    ],
    line: /^(low on space .{1,400})$/,
    events: ([, text = ""], scene) => {
      const isOffered = isComing(scene.message());
      warned(text, scene);
      if (isOffered) turnAway({ stage: "mail", reply: fullDisk }, scene);
    },
  },
  {
    name: "wrapped",
    programs: any,
    queued: true,
    // Not recorded: from knowledge of the program.
    samples: ["NOQUEUE: tcpwrappers (client.example, 192.0.2.7) rejection"],
    line: /^tcpwrappers \(.{0,300}, (\S{1,60})\) rejection$/,
    events: ([, address = ""], scene) =>
      turnAway({ stage: "connect", reply: denied, decidedBy: "tcpwrappers", peer: peerIn(`[${address}]`) }, scene),
  },
  {
    name: "bad-helo",
    programs: any,
    queued: true,
    // Not recorded: from knowledge of the program.
    samples: [
      "6ATGMkc5031584: invalid domain name (my_host!) from client.example [192.0.2.7]",
      "6ATGMkc5031584: invalid domain name (too long) from client.example [192.0.2.7]",
    ],
    line: /^invalid domain name \((.{0,300})\) from (.{1,400})$/s,
    events: ([, helo = "", who = ""], scene) =>
      turnAway({ stage: "helo", reply: badName, helo, peer: peerIn(who) }, scene),
  },
  {
    name: "too-large",
    programs: any,
    queued: true,
    samples: ["6ATGMkc5031584: message size (350214) exceeds maximum (300000)"],
    line: /^(message size \(\d{1,15}\) exceeds maximum \((\d{1,15})\))$/,
    // Counted at the final dot: who it was for stands in the next line. What a user of the machine wrote is sent back to him.
    events: ([, text = "", most = ""], scene) => {
      const message = scene.message();
      if (!message.bySmtp || message.arrival === undefined) return warned(text, scene);
      const reply = { code: 552, enhanced: "5.2.3", text: `Message exceeds maximum fixed size (${most})` };
      message.objection = { reply, decidedBy: "sendmail.max-message-size" };
    },
  },
];
