/** What `submission` writes of a user who brings mail to send: it hands all of it on to the mail server, whose log has the rest. */
import { defined } from "../../base/defined.ts";
import type { Ended } from "../../events/event.ts";
import { parseReply } from "../../mail/reply.ts";
import { numberOf } from "../pattern.ts";
import { breaks, type DovecotPattern } from "./scene.ts";

const programs = ["submission"];

const endings: readonly (readonly [RegExp, Ended])[] = [
  [/^Logged out/, "quit"],
  [/[Ii]nactivity|[Tt]imed out/, "timeout"],
  [/Connection reset|read\(.*failed/, "peer-reset"],
  [/[Ss]hutting down/, "shutdown"],
  [/^Too many|Internal error/i, "local-closed"],
  [/^Connection closed|^$/, "peer-closed"],
];

/** Samples are of Dovecot 2.3.19.1. */
export const submissionPatterns: readonly DovecotPattern[] = [
  {
    name: "relayed",
    programs,
    queued: false,
    samples: [
      "submission(bob@example.test)<1298><hirz6mhh+6nGEgOW>: Successfully relayed message: from=<bob@example.test>, size=178, id=1Eq/ItIRDGsSBQAAg+zDdQ, nrcpt=1, reply=`250 2.0.0 Ok: 393 bytes queued as 99A6362C057'",
    ],
    line: /^(Successfully relayed message: from=<.{0,400}?>, .*)$/s,
    events: ([, text = ""], scene) => scene.emit({ kind: "session.noted", text }, scene.visit("smtp")),
  },
  {
    name: "not-relayed",
    programs,
    queued: false,
    // Written after the source of 2.4.1 (submission-backend-relay.c); the second is of a backend that answers for each recipient.
    samples: [
      "submission(bob@example.test)<1298><hirz6mhh+6nGEgOW>: Failed to relay message: from=<bob@example.test>, size=178, nrcpt=1, reply=`554 5.7.1 no such content'",
      "submission(bob@example.test)<1298><hirz6mhh+6nGEgOW>: Failed to relay message: from=<bob@example.test>, to=<ann@takes.example>, size=178, rcpt=0/2, reply=`552 5.2.2 mailbox is full'",
    ],
    line: /^Failed to relay message: from=<([^>]{0,400})>, (?:to=<([^>]{0,400})>, )?size=(\d{1,15}), n?rcpt=[\d/]{1,20}, reply=`(.*)'$/s,
    events: ([, sender, recipient, size, said = ""], scene) => {
      const reply = parseReply(said) ?? { code: 554, text: said };
      const about = { sender, recipient, reply, sizeBytes: numberOf(size) };
      scene.emit(defined({ kind: "rcpt.refused", stage: "eod", ...about }), scene.visit("smtp"));
    },
  },
  {
    name: "sender-left",
    programs,
    queued: false,
    samples: [
      "submission(bob@example.test)<2948><MlrT7WhhhcnGEgOW>: Disconnected: Logged out (state=RCPT TO) in=72 out=177",
    ],
    line: /^Disconnected: ?(.{0,300}?)(?: \(state=([A-Z ]{1,20})\))?(?: in=\d.*)?$/s,
    events: ([, reason = "", state = ""], scene) => {
      const visit = scene.visit("smtp");
      const how = endings.find(([said]) => said.test(reason))?.[1];
      const broke = how && breaks[how];
      const after = state.split(" ")[0] || "LOGIN";
      if (broke) scene.emit({ kind: "session.broken", how: broke, after, reason }, visit);
      scene.endVisit(visit, how ?? "unknown");
    },
  },
];
