/**
 * Nothing came at a time at which the server was stopped: whoever tried found nobody listening. Or our server, as the client, was
 * turned away at once by the other host, before that said a word.
 */
import { confidence } from "../../confidence.ts";
import { unanswered } from "../../look.ts";
import { defineRule } from "../../rule.ts";
import { served } from "../../served.ts";
import { stopAbout } from "../../stopped.ts";

export const refused = defineRule({
  cause: "connect.refused",
  refines: ["never.no-trace", "evidence.log-gap"],
  evidence: (inquiry) => {
    const atOnce = unanswered(inquiry, "peer-reset");
    if (atOnce) return { facts: atOnce, confidence: confidence.enough };
    const { question, attempts, lastSession, coverage, neighbours } = inquiry;
    const { about } = question;
    if (attempts.length > 0 || lastSession.length > 0 || about === undefined) return undefined;
    const stop = stopAbout(about, coverage);
    if (!stop) return undefined;
    const { stopped, started } = stop;
    // Somebody was served meanwhile: another server of that host runs on.
    if (neighbours.some(({ at, kind }) => served.has(kind) && at > stopped.at && at < started.at)) return undefined;
    return { facts: [], told: [stopped, started], confidence: confidence.absenceProven };
  },
});
