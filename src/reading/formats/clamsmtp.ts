/** ClamSMTP, the virus filter behind Postfix's queue: what it found, and what it could not reach. */
import { trouble } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of ClamSMTP 1.10 of Debian 12. */
export const clamsmtpPatterns: readonly SinglePattern[] = [
  {
    name: "virus",
    programs: ["*"],
    queued: false,
    samples: [
      "100019: from=ann@sender.example, to=carol@example.test, status=VIRUS:Html.Phishing.Bank-1.UNOFFICIAL",
      // After its source: of several recipients each.
      "10001F: from=, to=bob@example.test, to=carol@example.test, status=VIRUS:Eicar-Test-Signature",
    ],
    line: /^[0-9A-F]{6}: from=([^\s,]{0,400})((?:, to=[^\s,]{1,400}){1,100}), status=VIRUS:(\S{1,300})$/,
    events: ([, sender = "", to = "", signature = ""], { emit }) => {
      const recipients = to.split(", to=").slice(1);
      // What is done about it, its settings say: it throws it away, or refuses it.
      const word = { score: 0, parts: {}, letters: { INFECTED: signature }, action: "infected" };
      for (const recipient of recipients)
        emit({ kind: "message.scored", sender, recipient, count: recipients.length, ...word });
    },
  },
  trouble(
    /^(?:[0-9A-F]{6}: )?((?:CLAMAV|SERVER): (?:couldn't |network |connection |received junk).{0,500}|clamav error: .{0,500}|clamd disconnected unexpectedly.{0,100}|couldn't .{0,500})$/s,
    [
      "10001B: CLAMAV: couldn't connect to: /var/run/clamav/clamd.ctl: No such file or directory",
      "100003: SERVER: couldn't connect to: 127.0.0.1:10028: Transport endpoint is not connected",
      // After its texts.
      "10001B: clamav error: size limit exceeded. ERROR",
      "10001B: CLAMAV: network read operation timed out",
    ],
  ),
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "100016: accepted connection from: 127.0.0.1",
      "100000: from=ann@sender.example, to=bob@example.test, status=CLEAN",
      // It gave none: Postfix says what it was told then.
      "10001B: from=ann@sender.example, to=bob@example.test",
      // After its texts.
      "starting up (1.10)...",
    ],
    line: /^(?!.{0,6000}, status=VIRUS:|(?:[0-9A-F]{6}: )?(?:(?:CLAMAV|SERVER): (?:couldn't |network |connection |received junk)|clamav error: |clamd disconnected|couldn't ))/s,
  },
];

export const clamsmtp = singleFormat({
  id: "clamsmtp",
  title: "ClamSMTP",
  docs: "https://manpages.debian.org/bookworm/clamsmtp/clamsmtpd.8.en.html, and what ClamSMTP 1.10 wrote",
  programs: ["clamsmtpd"],
  service: "antispam",
  patterns: clamsmtpPatterns,
});
