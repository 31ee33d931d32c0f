/** What `submission` writes of a user who brings mail to send: it hands all of it on to the mail server, whose log has the rest. */
import type { Ended } from "../../events/event.ts";
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
