/** SpamAssassin's spamd: the score of a message. */
import { defined } from "../../base/defined.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of SpamAssassin 4.0.1 of Debian 12. */
export const spamassassinPatterns: readonly SinglePattern[] = [
  {
    name: "result",
    programs: ["*"],
    queued: false,
    samples: [
      "spamd: result: Y 1002 - GTUBE,MISSING_DATE,NO_RECEIVED,NO_RELAYS,TVD_SPACE_RATIO scantime=0.0,size=160,user=root,uid=65534,required_score=5.0,rhost=localhost,raddr=127.0.0.1,rport=39120,mid=<spam1@client.example>,autolearn=no autolearn_force=no",
      "spamd: result: .  0 - MSGID_SHORT,NO_RECEIVED,NO_RELAYS scantime=0.1,size=144,user=root,uid=65534,required_score=5.0,rhost=localhost,raddr=127.0.0.1,rport=39112,mid=<ham1@client.example>,autolearn=unavailable autolearn_force=no",
    ],
    line: /^spamd: result: ([Y.]) {1,3}(-?\d{1,6}) - (\S{0,5000}) scantime=(.*)$/s,
    events: ([, spam, score = "", tests = "", rest = ""], { emit }) => {
      const messageId = /,mid=(<[^<>]{1,500}>)/.exec(rest)?.[1];
      const letters = Object.fromEntries(
        tests
          .split(",")
          .filter((test) => test !== "")
          .slice(0, 100)
          .map((test) => [test, ""]),
      );
      // It scores; what is done about it the program behind it decides, which knows sender and recipient.
      const word = { score: Number(score), parts: {}, letters, action: spam === "Y" ? "TAG" : "NONE" };
      if (messageId) emit(defined({ kind: "message.scored", messageId, sender: "", recipient: "", count: 0, ...word }));
    },
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "spamd: processing message <ham1@client.example> for root:65534",
      "spamd: clean message (-0.0/5.0) for root:65534 in 0.1 seconds, 144 bytes.",
      "spamd: identified spam (1002.7/5.0) for root:65534 in 0.0 seconds, 160 bytes.",
      "spamd: connection from localhost [127.0.0.1]:39120 to port 17830, fd 6",
      "prefork: child states: I",
    ],
    line: /^(?!spamd: result: )/,
  },
];

export const spamassassin = singleFormat({
  id: "spamassassin",
  title: "SpamAssassin (spamd)",
  docs: "https://spamassassin.apache.org/full/4.0.x/doc/spamd.html, and what spamd 4.0.1 wrote",
  programs: ["spamd"],
  service: "antispam",
  patterns: spamassassinPatterns,
});
