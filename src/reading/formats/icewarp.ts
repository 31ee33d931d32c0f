/** The logs of IceWarp and its forebear Merak (2001 to 14): SMTP, POP3, IMAP and antispam. */
import { defineFormat } from "../format.ts";
import { IcewarpReader } from "../icewarp/reader.ts";
import { IcewarpSessions } from "../icewarp/sessions.ts";
import { IcewarpSkimmer } from "../icewarp/skim.ts";
import { prefixOf } from "../icewarp/stamp.ts";

export const icewarp = defineFormat({
  id: "icewarp",
  title: "IceWarp, Merak",
  docs: "https://docs.icewarp.com (Logging), and excerpts that administrators published",
  container: "plain",
  // Real lines, with addresses of the documentation ranges.
  samples: [
    "10.1.20.5       [15C0] 00:02:10 >>> 220 mail.example.org ESMTP IceWarp 10.3.1; Mon, 16 May 2011 00:02:10 +0300",
    "10.1.20.5       [15C0] 00:02:12 *** <sender@example.net> <first.last@example.org> 1 2804 00:00:01 OK YAR93710",
    "127.0.0.1 [00000A1C] Thu, 22 Apr 2004 22:01:42 +0200 <<< HELO localhost",
    "127.0.0.1 [07B0] 11:22:54 RSH57851 '<sender@example.com>' '<user@example.org>' 1 score 10.00 reason [SpamAssassin=10.00,Bayes=99.99,Body=PE] action SPAM",
    "SYSTEM [0000] 00:03:52 Forwarded mails older than 20 days from 'sales@example.com' to 'box@example.net'",
    "Challenge [0001] 11:24:42 0.648605 1 0 23 0",
  ],
  // A file that says "Log opened" in a session of sixteen zeros is our own.
  looksLike: (text) => prefixOf(text) !== undefined && !/\[0{16}\] \S.* Log opened /.test(text),
  // Our own lines look alike where a version has stamps with fractions; it names the port where ours does not, and greets by its name.
  owns: (text) =>
    prefixOf(text) !== undefined &&
    /\] \S+ (?:Connected, local IP=\S+:\d+$|>>> (?:220|\+OK|\* OK) .*(?:IceWarp|Merak))/.test(text),
  open: (context) => new IcewarpReader(context, new IcewarpSessions(context)),
  skim: (context, places) => new IcewarpSkimmer(context, places),
});
