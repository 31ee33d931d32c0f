/** Postfix's log as syslog or postlogd write it. */
import { defineFormat } from "../format.ts";
import { isPostfixOwn } from "../postfix/daemon.ts";
import { PostfixReader, postfixPatterns } from "../postfix/reader.ts";
import { PostfixSkimmer } from "../postfix/skim.ts";

/** What runs under a name of the administrator's own (`syslog_name = mx-in`), also below the one that master.cf gives a service. */
const services = `{${[
  "smtpd,cleanup,qmgr,nqmgr,smtp,relay,lmtp,local,virtual,pipe,error,retry,discard,bounce,defer,trace,pickup",
  "postscreen,dnsblog,tlsproxy,tlsmgr,anvil,verify,proxymap,scache,spawn,showq,flush,trivial-rewrite,master",
  "postsuper,postdrop,sendmail,postqueue,postlog,postlogd,postfix-script",
].join(",")}}`;

/** Programs of others that are called as if they were its own. */
const others = ["!cyrus/*", "!postfix*/policy-spf", "!postfix*/policyd-weight", "!postfwd*/*"];

export const postfix = defineFormat({
  id: "postfix",
  title: "Postfix",
  docs: "https://www.postfix.org/DEBUG_README.html, and what Postfix 2.11.0, 3.1.0, 3.5.25, 3.7.11 and 3.10.13 wrote under test/servers/postfix.test.ts",
  // "syslog_name" may be anything; its default and what people make of it begin with postfix.
  programs: ["postfix*/*", "postfix*/*/*", `*{,/*}/${services}`, "postfix", ...others],
  patterns: postfixPatterns,
  samples: postfixPatterns.flatMap(({ samples }) => samples),
  owns: isPostfixOwn,
  open: (context) => new PostfixReader(context),
  skim: (context, places) => new PostfixSkimmer(context, places),
});
