/** What any program of Postfix warns of, and what it says last: most is a remark, some decides about a message. */
import { defined } from "../../base/defined.ts";
import { unexpanded } from "./actions.ts";
import { limited } from "./limits.ts";
import { lineOf, replyOf } from "./said.ts";
import { isForUsers, type PostfixPattern } from "./scene.ts";

/** No login server, in the words of Cyrus SASL and of smtpd. */
const noBackend =
  /\bno SASL authentication mechanisms\b|\bSASL (?:library|per-process|per-connection) (?:init\w{0,14}|error)/;

/** qmgr names the entry in the middle. */
const corruptFile = /^saving corrupt file "(\w{5,20})" from queue/;

/** A list that is too long, or aliases that name each other. */
const unreasonableMap =
  /^(?:unreasonable \S{1,100} map (?:expansion size|nesting)|\S{1,100} map lookup problem) for (\S{1,500})/;

/** Rules for the header or the content that cannot be read: they are for everybody. */
const unreadableRules = /^\w{1,40}_checks map lookup problem\b/;
/** A service of Postfix's own that nobody answers for: it is no trouble of the one client who waits meanwhile. */
const unanswered = /^connect #\d+ to subsystem /;

export const warningPatterns: readonly PostfixPattern[] = [
  {
    name: "warning",
    programs: ["*"],
    queued: false,
    samples: [
      "warning: DA1D420C0D9: queue file size limit exceeded",
      "warning: NOQUEUE: queue file size limit exceeded",
      "warning: non-SMTP command from localhost[127.0.0.1]: GET / HTTP/1.1",
      "fatal: open /etc/postfix/main.cf: Permission denied",
      "warning: E2911210133: unreasonable virtual_alias_maps map expansion size for everyone@example.test -- message not accepted, try again later",
      "warning: E2911210134: virtual_alias_maps map lookup problem for bob@example.test -- message not accepted, try again later",
      'warning: saving corrupt file "3852244A687" from queue "active" to queue "corrupt"',
      "warning: 4F31241E438: header_checks map lookup problem -- message not accepted, try again later",
      "warning: connect #1 to subsystem public/cleanup: Connection refused",
    ],
    line: lineOf(
      `^(?:warning|(fatal|panic)|error): (?!PEER: SASL \\S+ authentication failed|Illegal address syntax from|(?:${limited}) from PEER for service)(?:([0-9A-Za-z]{5,20}): )?(.*)$`,
    ),
    events: (groups, scene) => {
      const [level, id, rest = ""] = [groups[1], groups.at(-2), groups.at(-1)];
      const text = level === undefined ? rest : `${level}: ${rest}`;
      const isId = id !== undefined && /^(?:[0-9A-F]+|[0-9B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]{10,})$/.test(id);
      const [unreasonable, recipient] = (isId && unreasonableMap.exec(text)) || [];
      if (isId && unreasonable && recipient) return unexpanded(scene, id, unreasonable, recipient);
      if (isId && unreadableRules.test(text)) return unexpanded(scene, id, text);
      if (unanswered.test(text)) return scene.emit({ kind: "program.warned", program: scene.program, text });
      const session = scene.hasConnection() ? scene.connection().session : undefined;
      const queueId = isId ? id : corruptFile.exec(text)?.[1];
      const warning = isId || !id ? text : `${id}: ${text}`;
      scene.emit(defined({ kind: "program.warned", program: scene.program, text: warning, queueId }), session);
      // On a listener for users nobody can log in; on another it is hung up on everybody.
      if (level !== undefined && session && isForUsers(scene) && noBackend.test(rest)) {
        const cause = "submission.auth-backend";
        scene.emit({ kind: "decision", by: "login.unavailable", verdict: "reject", cause, detail: text }, session);
      }
      // smtpd logs no refusal here; it always answers 552 5.3.4 after the final dot.
      if (isId && session && text === "queue file size limit exceeded") {
        const reply = replyOf("552", "5.3.4", text);
        scene.emit({ kind: "rcpt.refused", stage: "eod", reply, queueId: id }, session);
      }
      // Before a filter in front of the queue, whose line tells whose message it was.
      if (id === "NOQUEUE" && session && text === "queue file size limit exceeded")
        scene.connection().isTooLarge = true;
    },
  },
];
