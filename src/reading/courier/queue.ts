/** The lines of courierd and of the programs that it has deliver: messages, and each try to bring one to an address. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import { numberOf } from "../pattern.ts";
import type { CourierPattern, Status } from "./scene.ts";

const bare = { programs: ["*"], queued: false } as const;
/** Three hexadecimal numbers. */
const id = String.raw`id=([0-9A-Fa-f]{1,16}(?:\.[0-9A-Fa-f]{1,16}){1,2})`;
/** An address may hold anything: each ends where the next field begins. */
const about = `^${id},from=<(.{0,500}?)>,addr=<(.{0,500}?)>`;

/** Real samples are of Courier 1.0.16 of Debian 12. */
export const queuePatterns: readonly CourierPattern[] = [
  {
    ...bare,
    name: "new-message",
    samples: [
      "newmsg,id=0000000000000773.000000006B0DF852.00000800: dns; mail.fink.example (mail.fink.example [::ffff:198.51.100.10])",
      "newmsg,id=0000000000000773.000000006B0DF852.00000801: dns; mail.fink.example ([::ffff:198.51.100.68])",
      "newmsg,id=000000000000089D.000000006B0DF918.00000AA8, auth=anna: dns; mail.specht.example (mail.specht.example [::ffff:198.51.100.12])",
      // A program of its own machine, a forward, or a notice.
      "newmsg,id=0000000000000815.000000006B0DF867.00000936: dns; localhost (localhost [127.0.0.1])",
    ],
    line: new RegExp(String.raw`^newmsg,${id}(?:, auth=(\S{1,300}?))?: (.{0,600})$`, "s"),
    events: ([, queueId = "", login, from = ""], scene) => {
      const [, helo, peerHost, ip = ""] =
        /^dns; (\S{1,300}) \((?:(\S{1,300}) )?\[([^\]\s]{1,60})\]\)$/.exec(from) ?? [];
      scene.arrived(queueId, defined({ helo, peerHost, peer: normaliseIp(ip), login }));
    },
  },
  {
    ...bare,
    name: "report-started",
    samples: [
      "started,id=000000000000089D.000000006B0DF918.00000AA8,from=<>,module=dsn,host=,addr=<anna@kestrel.example>",
      // Of a delay.
      "started,id=000000000000077D.000000006B0DF852.00000810,from=<>,module=dsn,host=deferred,addr=<paul@star.example>",
    ],
    line: new RegExp(`^started,${id},from=<.{0,500}?>,module=dsn,host=(\\w{0,40}),addr=<(.{0,500})>$`, "s"),
    events: ([, queueId = "", host, address = ""], scene) => scene.reports(queueId, address, host === "deferred"),
  },
  {
    ...bare,
    name: "try-started",
    samples: [
      "started,id=0000000000000773.000000006B0DF852.00000800,from=<rita@fink.example>,module=local,host=anna!!5021!5021!/home/anna!!,addr=<anna>",
      "started,id=000000000000089D.000000006B0DF918.00000AA8,from=<anna@kestrel.example>,module=esmtp,host=zu.example,addr=<chef@zu.example>",
    ],
    line: new RegExp(`^started,${id},from=<(.{0,500}?)>,module=(\\w{1,40}),host=(.{0,1000}?),addr=<(.{0,500})>$`, "s"),
    events: ([, queueId = "", sender = "", module = "", host = "", address = ""], scene) =>
      scene.started(queueId, sender, module, host, address),
  },
  {
    ...bare,
    name: "taken",
    samples: [
      "id=0000000000000815.000000006B0DF867.00000936,from=<anna@kestrel.example>,addr=<chef@gut.example>,success: delivered: mx.gut.example [203.0.113.1]",
      "id=000000000000081D.000000006B0DF867.0000081D,from=<>,addr=<paul@star.example>,success: delivered: backscatter bounce dropped",
    ],
    line: new RegExp(`${about},success: delivered: (?:(\\S{1,300}) \\[([^\\]\\s]{1,60})\\]|.{0,300})$`, "s"),
    events: ([, queueId = "", sender = "", address = "", host, ip = ""], scene) =>
      scene.tookIt(queueId, sender, address, host === undefined ? undefined : defined({ host, ip: normaliseIp(ip) })),
  },
  {
    ...bare,
    name: "stored",
    samples: [
      "id=0000000000000773.000000006B0DF852.00000800,from=<rita@fink.example>,addr=<anna@kestrel.example>,size=338,success: Message delivered.",
    ],
    line: new RegExp(`${about}(?:,size=(\\d{1,15}))?,success: (.{0,500})$`, "s"),
    events: ([, queueId = "", sender = "", address = "", size, text = ""], scene) => {
      scene.said(queueId, sender, address, text);
      scene.ended(queueId, sender, address, "success", numberOf(size));
    },
  },
  {
    ...bare,
    name: "status",
    samples: [
      "id=0000000000000815.000000006B0DF867.00000936,from=<anna@kestrel.example>,addr=<chef@gut.example>,status: success",
      "id=0000000000000792.000000006B0DF852.0000082B,from=<paul@star.example>,addr=<gerda@kestrel.example>,status: deferred",
      "id=0000000000000792.000000006B0DF852.0000082C,from=<paul@star.example>,addr=<dieter@kestrel.example>,status: failure",
      // After a log in public.
      "id=000000000004C1A9.0000000058A3F1D2.00004C3A,from=<paul@star.example>,addr=<gerda@kestrel.example>,size=1746,status: deferred",
    ],
    line: new RegExp(`${about}(?:,size=(\\d{1,15}))?,status: (success|deferred|failure)$`, "s"),
    events: ([, queueId = "", sender = "", address = "", size, status], scene) =>
      scene.ended(queueId, sender, address, status as Status, numberOf(size)),
  },
  {
    ...bare,
    name: "said",
    samples: [
      "id=00000000000007D0.000000006B0DF865.000008CC,from=<anna@kestrel.example>,addr=<chef@weg.example>: 550-5.1.1 <chef@weg.example>: Recipient address rejected:",
      "id=00000000000007D0.000000006B0DF865.000008CC,from=<anna@kestrel.example>,addr=<chef@weg.example>: 550 5.1.1 User unknown in virtual mailbox table",
      "id=00000000000007D6.000000006B0DF865.000008E3,from=<anna@kestrel.example>,addr=<chef@zu.example>: Connection refused",
      "id=000000000000077D.000000006B0DF852.00000810,from=<paul@star.example>,addr=<clara@kestrel.example>: Maildir over quota.",
    ],
    line: new RegExp(`${about}: ?(.{0,4000})$`, "s"),
    events: ([, queueId = "", sender = "", address = "", text = ""], scene) =>
      scene.said(queueId, sender, address, text),
  },
  {
    ...bare,
    name: "completed",
    samples: ["completed,id=0000000000000773.000000006B0DF852.00000800"],
    line: new RegExp(`^completed,${id}$`),
    events: ([, queueId = ""], scene) => scene.completed(queueId),
  },
];
