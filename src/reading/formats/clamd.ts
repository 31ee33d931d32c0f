/** ClamAV: what its milter found in a message, and what clamd found in a file. */
import { defined } from "../../base/defined.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of ClamAV 1.4.6 of Debian 12; the short ones stand so in the texts of its milter. */
export const clamdPatterns: readonly SinglePattern[] = [
  {
    name: "message",
    programs: ["*"],
    queued: false,
    samples: [
      "Clean message 7165B44A85B from <s21@sender.example> to <bob@example.test> with subject 'clean' message-id '<21.clean.milter-clamav@client.example>' date 'Sat, 28 Nov 2026 09:44:21 +0000'",
      "Message 52C8D44AA19 from <s26@sender.example> to <alice@example.test> with subject 'virus' message-id '<26.virus.milter-clamav@client.example>' date 'Sat, 28 Nov 2026 09:52:49 +0000' infected by Eicar-Test-Signature.UNOFFICIAL",
      "Message from <eve@sender.example> to <alice@example.test> infected by Eicar-Test-Signature",
    ],
    line: /^(?:(Clean) message|Message) (?:(\w{1,40}) )?from <([^<>]{0,400})> to <([^<>]{0,400})>(?: with subject '.{0,2000}?' message-id '(.{0,500}?)' date '.{0,100}?')?(?: infected by (\S{1,300}))?$/s,
    events: ([, clean, queueId, sender = "", recipient = "", id = "", signature = ""], { emit }) => {
      const messageId = /^<[^<>]{1,500}>$/.test(id) ? id : undefined;
      // What is done about it, its settings say and its log does not.
      const word = clean ? { letters: {}, action: "NONE" } : { letters: { INFECTED: signature }, action: "infected" };
      const who = { queueId, messageId, sender, recipient };
      emit(defined({ kind: "message.scored", ...who, count: 1, score: 0, parts: {}, ...word }));
    },
  },
  {
    name: "found",
    programs: ["*"],
    queued: false,
    samples: [
      "/tmp/amavis-20261128T094420-12280-JlRwDIG2/parts/p002: Eicar-Test-Signature.UNOFFICIAL FOUND",
      // After the texts of clamd.
      "stream(127.0.0.1@1234): Eicar-Test-Signature FOUND",
    ],
    line: /^((?!ERROR: |WARNING: ).{0,1000}: \S{1,300} FOUND)$/s,
    events: ([, text = ""], { program, emit }) => emit({ kind: "program.warned", program, text }),
  },
  {
    name: "trouble",
    programs: ["*"],
    queued: false,
    samples: ["ERROR: Failed to initiate streaming/fdpassing", "WARNING: No clamd server appears to be available"],
    line: /^((?:ERROR|WARNING): .{1,500})/s,
    events: ([, text = ""], { program, emit }) => emit({ kind: "program.warned", program, text }),
  },
  {
    name: "started",
    programs: ["*"],
    queued: false,
    samples: ["+++ Started at Sat Nov 28 09:44:17 2026"],
    line: /^\+\+\+ Started at /,
    events: (_, { emit }) => emit({ kind: "service.started", title: "ClamAV" }),
  },
  {
    name: "stopped",
    programs: ["*"],
    queued: false,
    samples: ["--- Stopped at Sat Nov 28 09:42:41 2026"],
    line: /^--- Stopped at /,
    events: (_, { emit }) => emit({ kind: "service.stopped", title: "ClamAV" }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "/tmp/amavis-20261128T094420-12280-JlRwDIG2/parts/p001: OK",
      "clamd daemon 1.4.6 (OS: Linux, ARCH: x86_64, CPU: x86_64)",
      "Limits: Global time limit set to 120000 milliseconds.",
      "SelfCheck: Database status OK.",
    ],
    line: /^(?!(?:ERROR|WARNING): |\+\+\+ Started at |--- Stopped at |(?:Clean message|Message) (?:\w{1,40} )?from <|.{0,1000}: \S{1,300} FOUND$)/s,
  },
];

export const clamd = singleFormat({
  id: "clamd",
  title: "ClamAV (clamd, clamav-milter)",
  docs: "https://docs.clamav.net/manual/Usage/Services.html, and what clamd and clamav-milter 1.4.6 wrote",
  programs: ["clamd", "clamav-milter"],
  service: "antispam",
  patterns: clamdPatterns,
});
