import { describe, expect, test } from "vitest";
import type { Stage } from "../../events/event.ts";
import { parseReply, type Reply } from "../../mail/reply.ts";
import { type CauseId, causes } from "../causes.ts";
import { registry } from "./providers/registry.gen.ts";
import { recogniseCode, recogniseReply, type Speaker } from "./recognise.ts";
import { replyRows } from "./rows.ts";
import { wordingOf } from "./wording.ts";

/** "rcpt: 550 5.1.1 <bob@example.com>: no such user"; without a code a program spoke. */
function sampleOf(sample: string): { readonly stage: Stage; readonly reply: Reply } {
  const [, stage = "", text = ""] = /^(\w+): (.*)$/s.exec(sample) ?? [];
  return { stage: stage as Stage, reply: parseReply(text) ?? { code: 0, enhanced: "5.0.0", text } };
}

function causeOf(sample: string, speaker?: Speaker): CauseId | undefined {
  const { stage, reply } = sampleOf(sample);
  return recogniseReply(reply, stage, speaker)?.cause;
}

describe("the words that everybody uses", () => {
  for (const { cause, text, samples, not = {} } of replyRows) {
    test.each(samples)(`${cause}: %s`, (sample) => {
      const { stage, reply } = sampleOf(sample);
      const found = recogniseReply(reply, stage);
      expect([found?.cause, found?.confidence]).toEqual([cause, text ? undefined : 0.8]);
    });
    test.each(Object.entries(not))(`not ${cause} but %s: %s`, (other, sample) => {
      expect(causeOf(sample)).toBe(other);
    });
  }

  test("what a row must not take is told from its cause by the table of causes", () => {
    const strange = replyRows.flatMap(({ cause, not = {} }) =>
      Object.keys(not)
        .filter((other) => !isConfused(cause, other as CauseId))
        .map((other) => `${cause} -> ${other}`),
    );
    expect(strange).toEqual([]);
  });
});

const isConfused = (one: CauseId, other: CauseId): boolean =>
  [one, other].some((id) => causes[id].confused.some((also) => also.id === one || also.id === other));

describe("what providers say", () => {
  for (const { name, hosts, replies } of Object.values(registry)) {
    for (const { cause, samples, own } of replies) {
      test.each(samples)(`${name} with ${cause}: %s`, (sample) => {
        for (const host of hosts) expect(causeOf(sample, { host: `mx1.${host}` }), host).toBe(cause);
        if (!own) expect(causeOf(sample)).toBe(cause);
      });
    }
  }
});

test("a reply has one meaning, whoever of the providers is asked first", () => {
  const all = Object.entries(registry).flatMap(([id, { replies }]) =>
    replies.filter(({ own }) => !own).flatMap(({ samples }) => samples.map((sample) => ({ id, sample }))),
  );
  const double = all.filter(({ id, sample }) => {
    const { reply } = sampleOf(sample);
    const { text } = wordingOf(reply);
    return Object.entries(registry).some(
      ([other, { replies }]) =>
        other !== id &&
        replies.some((row) => !row.own && !row.codes && row.text.test(text) && row.cause !== causeOf(sample)),
    );
  });
  expect(double).toEqual([]);
});

describe("of a reply that passes on another's the first who spoke decides", () => {
  const framed = "rcpt: 550 5.1.1 <all@example.com>: Recipient address rejected: undeliverable address: host";
  test.each([
    [
      `${framed} 192.0.2.5[192.0.2.5] said: 550 5.7.1 <all@example.com> not permitted to send to this group (in reply to RCPT TO command)`,
      "rcpt.restricted",
    ],
    [
      `${framed} 192.0.2.5[192.0.2.5] said: 550 5.1.1 <all@example.com> unknown (in reply to RCPT TO command)`,
      "rcpt.user-unknown",
    ],
    // Dovecot's word of what was taken already, where it is asked before anything is.
    [
      `${framed} 192.0.2.5[192.0.2.5] said: 550 5.1.1 <all@example.com>: Recipient address rejected: undeliverable address: host 192.0.2.6[192.0.2.6] said: 550 5.1.1 <all@example.com> User doesn't exist: all@example.com (in reply to RCPT TO command) (in reply to RCPT TO command)`,
      "rcpt.user-unknown",
    ],
    // Where the first who spoke says nothing, the frame has the word.
    [`${framed} 192.0.2.5[192.0.2.5] said: 554 no (in reply to RCPT TO command)`, "rcpt.user-unknown"],
    [
      "eod: 554 host a.example said: 550 Rejected: host b.example said: 552 5.2.2 mailbox full (in reply to end of DATA command)",
      "rcpt.quota",
    ],
    [
      "rcpt: 550 192.0.2.5 does not like recipient. Remote host said[Response Message]: 550 sorry, that recipient is over quota Giving up on 192.0.2.5.",
      "rcpt.quota",
    ],
    // Another's word about the sender is not one about the recipient.
    [
      "rcpt: 550 5.1.0 <a@x.example>: Sender address rejected: undeliverable address: host x.example[192.0.2.6] said: 552 5.2.2 mailbox full",
      "mail.sender-verify",
    ],
  ] as const)("%s", (sample, cause) => expect(causeOf(sample)).toBe(cause));
});

describe("who spoke decides", () => {
  test.each([
    [
      "rcpt: 550 5.4.1 Recipient address rejected: Access denied",
      "mx.example.mail.protection.outlook.com",
      "rcpt.user-unknown",
    ],
    [
      "rcpt: 554 5.7.1 <all@example.com>: Recipient address rejected: Access denied",
      "mx.example.com",
      "rcpt.restricted",
    ],
    ["rcpt: 451 4.7.1 Service unavailable - try again later", "mx01.mail.icloud.com", "greeting.busy"],
    ["rcpt: 451 4.7.1 Service unavailable - try again later", "mx.example.com", "eod.scanner-down"],
    [
      "mail: 553 5.7.1 <a@pec.example>: Sender address rejected: not logged in",
      "mx.pec.aruba.it",
      "submission.sender-not-owned",
    ],
    [
      "mail: 553 5.7.1 <a@other.example>: Sender address rejected: not logged in",
      "mx.notaruba.it",
      "submission.auth-required",
    ],
  ])("%s by %s", (sample, host, cause) => {
    expect(causeOf(sample, { host })).toBe(cause);
  });

  test("a provider signs its replies: then no host is needed", () => {
    const { reply } = sampleOf("connect: 421 4.7.0 Try again later, closing connection. - gsmtp");
    expect(recogniseReply(reply, "connect")).toMatchObject({ cause: "greeting.reputation", provider: "Google" });
  });

  test("an address of a provider's customer is no signature", () => {
    const { reply } = sampleOf("rcpt: 451 <bob@comcast.net>: too many recent messages");
    expect(recogniseReply(reply, "rcpt")?.provider).toBeUndefined();
  });

  test("at a submission port a login that fails is the smart host's refusal", () => {
    const sample = "auth: 535 5.7.8 Error: authentication failed";
    expect(causeOf(sample, { host: "smtp.isp.example", port: 587 })).toBe("queue.smarthost-refused");
    expect(causeOf(sample, { host: "mx.example.com", port: 25 })).toBe("submission.auth-failed");
  });

  test("the site's own table comes first", () => {
    const { reply } = sampleOf("rcpt: 550 5.1.1 <bob@example.com>: User unknown");
    const site = [{ cause: "rcpt.moved", code: "5.1.1", words: ["user", "unknown"] }] as const;
    expect(recogniseReply(reply, "rcpt", { host: "mx.google.com" }, site)?.cause).toBe("rcpt.moved");
  });
});

describe("traps", () => {
  test("a reply of several lines is one", () => {
    const { reply } = sampleOf(
      "eod: 550-5.7.26 Unauthenticated email from example.test is not accepted due to domain's\n550-5.7.26 DMARC policy. Please contact the administrator of example.test domain if\n550 5.7.26 this was a legitimate mail. a640c23a62f3a-a9e5c7b1d52si12345.124 - gsmtp",
    );
    expect(recogniseReply(reply, "eod")).toMatchObject({ cause: "eod.dmarc", provider: "Google" });
  });

  test.each([
    ["rcpt: 550 5.1.1 <spam@example.com>: user unknown", "rcpt.user-unknown"],
    ["rcpt: 550 5.1.1 <virus.infected@malware.example>... User unknown", "rcpt.user-unknown"],
    ["rcpt: 550 5.1.1 greylist@blacklist.example: no such user", "rcpt.user-unknown"],
    ["rcpt: 504 5.5.2 <spamhaus.rbl.example>: Helo command rejected: need fully-qualified hostname", "greeting.helo"],
    ["mail: 550 5.1.0 quota@dmarc.example Sender denied", "mail.sender-blocked"],
    ["rcpt: 552 5.2.2 <bob@example.com>: over quota", "rcpt.quota"],
    ["mail: 552 5.3.4 Message size exceeds fixed limit", "mail.size-declared"],
    ["eod: 552 5.2.3 Message too large for this mailbox", "data.size-exceeded"],
    [
      "eod: 552 5.7.0 This message was blocked because its content presents a potential security issue. - gsmtp",
      "eod.attachment",
    ],
    ["rcpt: 450 4.2.1 The user you are trying to contact is receiving mail too quickly. - gsmtp", "rcpt.rate"],
    ["rcpt: 550 5.2.1 <bob@example.com>: mailbox disabled", "rcpt.disabled"],
    ["rcpt: 550 5.7.27 Unauthenticated email: SPF = did not pass - gsmtp", "mail.spf"],
    ["rcpt: 450 4.7.1 Error: too many recipients from 127.0.0.66", "mail.rate-limit"],
    ["rcpt: 452 4.5.3 Error: too many recipients", "rcpt.too-many"],
    [
      "eod: 451 4.5.0 Error in processing, id=12345-01, virus_scan FAILED: ALL VIRUS SCANNERS FAILED",
      "eod.scanner-down",
    ],
    ["eod: 552 5.2.2 Mailbox size limit exceeded", "rcpt.quota"],
    ["rcpt: 554 5.7.1 <carol@elsewhere.example>: Relay access denied", "rcpt.relay-denied"],
    [
      "rcpt: 550-5.1.1 The email account that you tried to reach\n550-5.1.1 does not exist.\n550 5.1.1 see the page",
      "rcpt.user-unknown",
    ],
    [
      "eod: 550-5.7.26 This mail is unauthenticated 550-5.7.26 and has no DMARC record 550 5.7.26 see https://x.example",
      "eod.dmarc",
    ],
    ["rcpt: 550 sorry, no mailbox here by that name (#5.1.1)", "rcpt.user-unknown"],
    ["rcpt: 550 5.7.606 Zugriff verweigert", "greeting.reputation"],
    // The standard's words for a code, and behind them the reason.
    [
      "rcpt: 550 5.2.1 Mailbox unavailable. This server does not accept mails from this sender address",
      "mail.sender-blocked",
    ],
    ["rcpt: 550 Requested action not taken: mailbox unavailable", "rcpt.user-unknown"],
    ["rcpt: 550 5.7.1 Mailbox unavailable", "rcpt.user-unknown"],
    // Words say more than a code of another subject, and nothing more than one of their own.
    ["connect: 421 4.2.1 Connection deferred", "greeting.busy"],
    ["rcpt: 452 4.1.1 <bob@example.com> Account temporarily unavailable", "rcpt.disabled"],
    ["rcpt: 550 5.1.2 the domain is unknown to us", "dns.nxdomain"],
    ["rcpt: 550 5.2.1 that inbox is not among ours", "rcpt.user-unknown"],
    ["eod: 451 qq write error or disk full (#4.3.0)", "eod.system-full"],
    ["mail: 421 4.3.1 You send too many messages.", "mail.rate-limit"],
    ["rcpt: 550 5.1.1 Inactive mbox", "rcpt.disabled"],
    ["mail: 501 5.1.7 root@localhost is no sender address", "mail.sender-syntax"],
    ["rcpt: 550 5.1.1 that recipient is not wanted here", "rcpt.user-unknown"],
    // Who tries again has given nothing up.
    ["rcpt: 451 user lookup timeout", "rcpt.directory-down"],
    // Words of one thing beside those of another.
    ["rcpt: 554 The server at your provider does not relay", "rcpt.relay-denied"],
    ["mail: 550 Sender verify failed", "mail.sender-verify"],
    ["rcpt: 550 The host is not authorised to send mail from this domain", "mail.spf"],
    // A frame of Postfix is no word of the administrator.
    ["rcpt: 550 5.7.1 <bob@example.com>: Recipient address rejected: not today", "rcpt.restricted"],
    // What is refused as an attachment, and what is asked for as one.
    ["eod: 550 5.7.1 This is spam. If not, send it to us as a saved attachment", "eod.spam"],
    ["rcpt: 553 5.7.1 <mail.example.org[192.0.2.9]>: Client host rejected: Relaying denied", "rcpt.relay-denied"],
  ])("%s", (sample, cause) => {
    expect(causeOf(sample)).toBe(cause);
  });
});

describe("other languages (phrases of mail servers put together here, not lines of a log)", () => {
  test.each([
    ["rcpt: 550 Utente sconosciuto", "rcpt.user-unknown"],
    ["rcpt: 550 Casella di posta inesistente", "rcpt.user-unknown"],
    ["rcpt: 550 5.1.1 Empfänger unbekannt", "rcpt.user-unknown"],
    ["rcpt: 550 Kein solcher Benutzer", "rcpt.user-unknown"],
    ["rcpt: 550 5.1.1 Utilisateur inconnu", "rcpt.user-unknown"],
    ["rcpt: 550 Usuario desconocido", "rcpt.user-unknown"],
    ["rcpt: 552 La casella del destinatario è piena", "rcpt.quota"],
    ["rcpt: 552 5.2.2 Das Postfach ist voll", "rcpt.quota"],
    ["rcpt: 552 La boîte du destinataire est pleine", "rcpt.quota"],
    ["rcpt: 552 El buzón está lleno", "rcpt.quota"],
    ["rcpt: 550 Casella disabilitata", "rcpt.disabled"],
    ["rcpt: 550 Das Postfach ist gesperrt", "rcpt.disabled"],
    ["rcpt: 550 Ce compte est désactivé", "rcpt.disabled"],
    ["rcpt: 550 Cuenta suspendida", "rcpt.disabled"],
    ["rcpt: 550 Relay non consentito", "rcpt.relay-denied"],
    ["mail: 552 Nachricht zu groß", "mail.size-declared"],
    ["eod: 552 Messaggio troppo grande", "data.size-exceeded"],
    ["auth: 535 Autenticazione fallita", "submission.auth-failed"],
    ["mail: 550 Authentification requise", "submission.auth-required"],
    ["rcpt: 550 Mittente bloccato", "mail.sender-blocked"],
    ["rcpt: 451 Zu viele Empfänger", "rcpt.too-many"],
    ["eod: 550 Messaggio rilevato come spam", "eod.spam"],
  ])("%s", (sample, cause) => {
    expect(causeOf(sample)).toBe(cause);
  });
});

describe("codes, where nobody knows the words", () => {
  test.each([
    ["rcpt: 550 5.1.2 hm", "dns.nxdomain", 0.8],
    ["rcpt: 550 hm", "rcpt.user-unknown", 0.55],
    ["rcpt: 452 4.1.0 hm", "rcpt.greylist", 0.55],
    ["rcpt: 550 5.1.5 hm", "rcpt.user-unknown", 0.55],
    ["rcpt: 450 4.1.8 hm", "mail.sender-domain-unresolvable", 0.8],
    ["eod: 550 hm", "eod.spam", 0.55],
    ["rcpt: 451 hm", "rcpt.greylist", 0.55],
    ["eod: 451 hm", "eod.tempfail", 0.55],
    ["rcpt: 554 5.7.1 hm", "rcpt.restricted", 0.55],
  ])("%s", (sample, cause, confidence) => {
    const { stage, reply } = sampleOf(sample);
    expect(recogniseReply(reply, stage)).toMatchObject({ cause, confidence });
  });

  // Without a word the step decides where most mean the same there; else what it may mean as well is told, if it can have struck yet.
  test.each([
    ["rcpt", 550, "rcpt.user-unknown", 0.6, "greeting.dnsbl"],
    ["eod", 550, "eod.spam", 0.6, "rcpt.user-unknown"],
    ["eod", 554, "eod.spam", 0.6, "greeting.reputation"],
    ["connect", 554, "greeting.reputation", 0.8, undefined],
    ["rcpt", 554, "rcpt.restricted", 0.55, "greeting.reputation"],
    ["mail", 550, "mail.sender-blocked", 0.55, "greeting.dnsbl"],
  ] as const)("at %s %i alone", (stage, code, cause, confidence, next) => {
    const found = recogniseReply({ code, text: "" }, stage);
    expect([found?.cause, found?.confidence, found?.next]).toEqual([cause, confidence, next]);
  });

  test("nobody knows at which step: the code alone, and a second", () => {
    expect(recogniseCode({ code: 554, enhanced: "5.0.0", text: "" })).toEqual({
      ...{ cause: "greeting.reputation", confidence: 0.55, next: "eod.spam" },
    });
    expect(recogniseCode({ code: 554, enhanced: "5.7.1", text: "" })).toBeUndefined();
  });

  test("what was taken has no cause", () => {
    expect(causeOf("eod: 250 2.0.0 Ok: queued as 4D2F1")).toBeUndefined();
  });
});

test("where words and an enhanced code mean the same, the code speaks, and no bare one", () => {
  expect(causeOf("connect: 550 5.7.25 192.0.2.9 is not in the reverse zone")).toBe("greeting.no-ptr");
  expect(causeOf("connect: 550 192.0.2.9 is not wanted")).toBe("greeting.reputation");
});

test("a code that is said of one thing speaks, though a reply that was cut ends in words for another", () => {
  expect(causeOf("data: 550 5.7.25 [192.0.2.9] The IP address sending this message does not have a")).toBe(
    "greeting.no-ptr",
  );
});

test("whose judgement of a host names a cause may judge a message, too", () => {
  expect(causeOf("eod: 554 5.7.1 Junk, says Cloudmark")).toBe("eod.spam");
  expect(causeOf("connect: 554 5.7.1 Your IP is listed at Cloudmark")).toBe("greeting.reputation");
});
