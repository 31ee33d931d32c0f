/** What whoever asked can mend, in the reader's words: the English of the server is the key, as with its answers, and what is not known stays as it is. */
import { type TextId, t, type Values } from "./t.ts";

/** Parts with a name are the values of the text; one that is called `n` is a number. */
const known: readonly (readonly [TextId, RegExp])[] = [
  ["wrong.time", /^"(?<text>.*)" is no time that has passed;/s],
  ["wrong.noSuchTime", /^"(?<text>.*)" names a day or an hour that does not exist;/s],
  ["wrong.future", /^"(?<text>.*)" has not come yet,/s],
  ["wrong.windowAlone", /^a window of .* needs a time;/s],
  ["wrong.span", /^(?:[\w.]+: )?"(?<text>.*)" is no span of time;/s],
  ["wrong.size", /^(?:[\w.]+: )?"(?<text>.*)" is no size;/s],
  ["wrong.address", /^"(?<text>.*)" is no address; write/s],
  ["wrong.network", /^"(?<text>.*)" is no address or network;/s],
  ["wrong.messageId", /^"(?<text>.*)" is no Message-ID,/s],
  ["wrong.queueId", /^"(?<text>.*)" has no queue id in it,/s],
  ["wrong.ip", /^"(?<text>.*)" is no IP address;/s],
  ["wrong.zone", /: no such time zone;/],
  ["ask.missing", /^whose mail\? /],
  ["wrong.notForUsers", / (?:is|are) for the help desk(?:$|;)/],
  ["wrong.othersMail", /^you may ask about mail to or from your own addresses;/],
  ["wrong.group", /^(?<address>\S+) is a group; ask by your own address/],
  ["wrong.role", / is for the role \w+; ask an administrator$/],
  ["wrong.session", /^there is no session (?<id>.*) in the records;/s],
  ["wrong.logGone", /^that log is not here any more|: a log has an id of 16 hex digits$/],
  ["wrong.logTooLarge", /^the log is larger than (?<n>\d+) bytes;/],
  ["wrong.logTorn", /^the log did not come whole:/],
  ["wrong.noLogs", /^no log may be brought here;/],
  ["wrong.damaged", /^cannot read (?<name>.*): the packed file is damaged /s],
  ["wrong.unpacked", /^cannot read (?<name>.*): it unpacks to more than /s],
  ["wrong.program", /^cannot read (?<name>.*): the program (?<program>\S+) is not there;/s],
  ["wrong.notBlocked", /^(?<who>\S+) is not blocked(?:$|;)/],
  ["wrong.ourselves", /^(?<who>\S+) has this machine itself in it /],
  ["wrong.service", /^(?<text>.*): no such service;/s],
  ["wrong.number", /^(?<name>[\w.]+): takes a (?:whole )?number\b/],
  ["wrong.most", /^(?<name>[\w.]+): takes at most (?<most>[\d.]+)/],
  ["wrong.least", /^(?<name>[\w.]+): takes at least (?<least>[\d.]+)/],
  ["wrong.long", /^[\w.-]+: has more than \d+ characters/],
  ["wrong.code", /^that code is wrong or over;/],
  ["wrong.factorInUse", /^a second factor is in use already;/],
  ["wrong.tokenThere", /^there is a token "(?<name>.*)" already;/s],
  ["wrong.tokens", /^(?<n>\d+) tokens are the most;/],
  ["wrong.stops", /^the server stops;/],
  ["wrong.tooLarge", /^what was sent has more than (?<n>\d+) bytes;/],
  ["wrong.ours", /^it is no fault of yours;/],
];

export function problemText(detail: string): string {
  for (const [id, pattern] of known) {
    const found = pattern.exec(detail);
    if (found) return t(id, valuesOf(found.groups));
  }
  return detail;
}

const valuesOf = (groups: Readonly<Record<string, string>> = {}): Values => ({
  ...groups,
  ...(groups.n !== undefined && { n: Number(groups.n) }),
});
