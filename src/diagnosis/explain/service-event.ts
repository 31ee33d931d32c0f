/** What a mail service reports to a program in JSON: one event a recipient, from the web hooks of those that many use. */
import type { CauseId } from "../causes.ts";
import type { Fate } from "./fate.ts";

export interface ServiceEvent {
  readonly service: string;
  readonly address: string;
  readonly fate: Fate | "complained";
  /** What the other side answered, or what the service says itself. */
  readonly said: string;
  /** How the service calls it, as words. */
  readonly kind: string;
  readonly status?: string;
  /** It keeps the address on a list of those that it does not write to, and tried nothing. */
  readonly isSuppressed?: boolean;
  /** What the kind means by itself. */
  readonly cause?: CauseId;
}

type Fields = Readonly<Record<string, unknown>>;
type Reader = (event: Fields) => readonly (ServiceEvent | undefined)[];

/** Longer reports, or more of them, nobody pastes. */
const most = { length: 1024 * 1024, events: 200 } as const;

/** The events in a text; empty where it is no JSON, or that of no known service. */
export function serviceEvents(text: string): readonly ServiceEvent[] {
  if (text.length > most.length || !/"(?:event|type|Type|notificationType|eventType|RecordType|ErrorCode)"/.test(text))
    return [];
  const found = objectsIn(text).slice(0, most.events).map(opened);
  return found.flatMap((event) => {
    for (const read of readers) {
      const events = read(event).flatMap((one) => (one?.address.includes("@") ? one : []));
      if (events.length > 0) return events;
    }
    return [];
  });
}

function objectsIn(text: string): readonly Fields[] {
  const start = text.search(/[[{]\s{0,200}["{]/);
  const end = Math.max(text.lastIndexOf("}"), text.lastIndexOf("]"));
  if (start < 0 || end < start) return [];
  const whole = parsed(text.slice(start, end + 1));
  if (whole !== undefined) return fieldsEach(Array.isArray(whole) ? whole : [whole]);
  // An object a line, as logs of web hooks keep them.
  return fieldsEach(text.split("\n").map((line) => (line.includes("{") ? parsed(line.trim()) : undefined)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
const fieldsEach = (values: readonly unknown[]): readonly Fields[] =>
  values.map(fieldsOf).filter((fields) => fields !== undefined);
const inner = (event: Fields, name: string): Fields => fieldsOf(event[name]) ?? {};
const word = (event: Fields, ...names: readonly string[]): string => {
  const found = names.map((name) => event[name]).find((value) => typeof value === "string" && value !== "");
  return typeof found === "string" ? found.slice(0, 4000) : "";
};
const each = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, most.events) : []);
/** "MailboxFull" and "mailbox_full" as words. */
const asWords = (name: string): string => name.replace(/_/g, " ").replace(/(?<=[a-z])(?=[A-Z])/g, " ");

/** Without what carries it: Amazon SNS, Mailgun's signature, SparkPost's message, Resend's data. */
function opened(event: Fields): Fields {
  if (word(event, "Type") === "Notification") return fieldsOf(parsed(word(event, "Message"))) ?? event;
  const mailgun = fieldsOf(event["event-data"]);
  if (mailgun) return mailgun;
  const [spark] = fieldsEach(Object.values(inner(event, "msys")));
  return spark ?? event;
}

/** How services call what became of a message; what is not here tells nothing of its delivery. */
const fates: Readonly<Record<string, ServiceEvent["fate"]>> = {
  bounce: "failed",
  bounced: "failed",
  hard_bounce: "failed",
  soft_bounce: "failed",
  out_of_band: "failed",
  blocked: "failed",
  dropped: "failed",
  failed: "failed",
  rejected: "failed",
  reject: "failed",
  error: "failed",
  invalid_email: "failed",
  suppressed: "failed",
  policy_rejection: "failed",
  generation_rejection: "failed",
  generation_failure: "failed",
  deferred: "delayed",
  deferral: "delayed",
  delay: "delayed",
  delivery_delayed: "delayed",
  delivered: "taken",
  delivery: "taken",
  spam: "complained",
  spamreport: "complained",
  spam_complaint: "complained",
  complaint: "complained",
  complained: "complained",
};
const fateNamed = (name: string): ServiceEvent["fate"] | undefined =>
  Object.hasOwn(fates, name) ? fates[name] : undefined;

/** https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html */
const ses: Reader = (event) => {
  const kind = word(event, "notificationType", "eventType").toLowerCase();
  const [bounce, delay] = [inner(event, "bounce"), inner(event, "deliveryDelay")];
  const told = (fate: ServiceEvent["fate"], about: string) => (one: unknown) => {
    const fields = fieldsOf(one) ?? { emailAddress: one };
    return {
      service: "Amazon SES",
      address: word(fields, "emailAddress"),
      fate,
      said: word(fields, "diagnosticCode").replace(/^\w{1,20}; ?/, ""),
      kind: asWords(about),
      ...(word(fields, "status") && { status: word(fields, "status") }),
      isSuppressed: /suppress/i.test(about),
    };
  };
  const destination = each(inner(event, "mail").destination);
  const why = word(bounce, "bounceSubType");
  if (kind === "bounce") return each(bounce.bouncedRecipients).map(told("failed", why));
  if (kind === "deliverydelay") return each(delay.delayedRecipients).map(told("delayed", word(delay, "delayType")));
  if (kind === "complaint") return each(inner(event, "complaint").complainedRecipients).map(told("complained", ""));
  if (kind === "delivery") return each(inner(event, "delivery").recipients).map(told("taken", ""));
  if (kind !== "reject") return [];
  const refused = destination.map(told("failed", word(inner(event, "reject"), "reason")));
  return refused.map((one) => ({ ...one, cause: "submission.outbound-filter" as const }));
};

/** https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/event */
const sendGrid: Reader = (event) => {
  const [name, why] = [word(event, "event"), word(event, "reason")];
  const fate = fateNamed(name);
  if (!fate || !("sg_event_id" in event || "sg_message_id" in event)) return [];
  const isHeld = name === "dropped";
  const status = word(event, "status");
  return [
    {
      service: "SendGrid",
      address: word(event, "email"),
      fate,
      said: isHeld ? "" : why || word(event, "response"),
      kind: why || name,
      ...(status && !isHeld && { status }),
      ...(isHeld && /spam content/i.test(why) && { cause: "submission.outbound-filter" as const }),
      ...(isHeld && /^invalid/i.test(why) && { cause: "rcpt.syntax" as const }),
      isSuppressed: isHeld && !/spam content|^invalid/i.test(why),
    },
  ];
};

/** https://documentation.mailgun.com/docs/mailgun/user-manual/events/event-structure */
const mailgun: Reader = (event) => {
  const status = fieldsOf(event["delivery-status"]);
  const fate = fateNamed(word(event, "event"));
  if (!fate || !status) return [];
  const [code, said] = [Number(status.code), word(status, "message", "description")];
  const isCoded = code >= 400 && code < 600 && !/^[245]\d\d/.test(said);
  return [
    {
      service: "Mailgun",
      address: word(event, "recipient"),
      fate: word(event, "severity") === "temporary" ? "delayed" : fate,
      said: isCoded ? `${code} ${said}` : said,
      kind: asWords(word(event, "reason")),
      isSuppressed: /^suppress-/.test(word(event, "reason")) || (code >= 605 && code <= 607),
    },
  ];
};

/** What Postmark's types mean where the reply tells nothing more. */
const postmarkCauses: Readonly<Record<string, CauseId>> = {
  SpamNotification: "eod.spam",
  VirusNotification: "eod.virus",
  BadEmailAddress: "rcpt.syntax",
  AddressChange: "rcpt.moved",
  DMARCPolicy: "eod.dmarc",
  Blocked: "mail.sender-blocked",
};

/** https://postmarkapp.com/developer/webhooks/bounce-webhook, and the errors of its API. */
const postmark: Reader = (event) => {
  const [kind, code] = [word(event, "Type"), event.ErrorCode];
  if (code === 406 || code === 300) {
    const said = word(event, "Message");
    const address = /[^\s<>"',;:]{1,64}@[\w.-]{1,255}\w/.exec(said)?.[0] ?? "";
    return [{ service: "Postmark", address, fate: "failed", said, kind: "", isSuppressed: code === 406 }];
  }
  if (!/^(?:Bounce|SpamComplaint)$/.test(word(event, "RecordType"))) return [];
  const cause = Object.hasOwn(postmarkCauses, kind) ? postmarkCauses[kind] : undefined;
  const fate = kind === "SpamComplaint" ? "complained" : kind === "Transient" ? "delayed" : "failed";
  return [
    {
      service: "Postmark",
      address: word(event, "Email"),
      fate: kind === "AutoResponder" ? "taken" : fate,
      said: word(event, "Details"),
      kind: `${asWords(kind)}. ${word(event, "Description")}`,
      isSuppressed: kind === "ManuallyDeactivated",
      ...(cause && { cause }),
    },
  ];
};

/** https://developers.sparkpost.com/api/webhooks/ */
const sparkPost: Reader = (event) => {
  const fate = fateNamed(word(event, "type"));
  const said = word(event, "raw_reason", "reason");
  return fate && "rcpt_to" in event
    ? [
        {
          service: "SparkPost",
          address: word(event, "rcpt_to"),
          fate,
          said,
          kind: asWords(word(event, "type")),
          isSuppressed: /suppress/i.test(said),
        },
      ]
    : [];
};

/** https://mailchimp.com/developer/transactional/docs/webhooks/ */
const mandrill: Reader = (event) => {
  const message = inner(event, "msg");
  const fate = fateNamed(word(event, "event"));
  return fate && "email" in message
    ? [
        {
          service: "Mailchimp Transactional",
          address: word(message, "email"),
          fate,
          said: word(message, "diag").replace(/^smtp; ?/, ""),
          kind: asWords(word(message, "bounce_description")),
          isSuppressed: word(event, "event") === "reject",
        },
      ]
    : [];
};

/** https://resend.com/docs/webhooks/event-types */
const resend: Reader = (event) => {
  const [, name = ""] = /^email\.(\w{1,40})$/.exec(word(event, "type")) ?? [];
  const [fate, data] = [fateNamed(name), inner(event, "data")];
  if (!fate) return [];
  const bounce = inner(data, "bounce");
  return [data.to].flat().map((address) => ({
    service: "Resend",
    address: typeof address === "string" ? address : "",
    fate,
    said: word(bounce, "message") || word(inner(data, "failed"), "reason"),
    kind: asWords(word(bounce, "subType")),
    isSuppressed: name === "suppressed" || /suppress/i.test(word(bounce, "subType")),
  }));
};

/** Brevo (https://developers.brevo.com/docs/transactional-webhooks) and Mailjet (https://dev.mailjet.com/email/guides/webhooks/). */
const flat: Reader = (event) => {
  const name = word(event, "event");
  const fate = fateNamed(name);
  if (!fate || !("email" in event)) return [];
  const isMailjet = "mj_contact_id" in event || "MessageID" in event || "error_related_to" in event;
  const why = word(event, "reason", "comment", "error");
  return [
    {
      service: isMailjet ? "Mailjet" : "Brevo",
      address: word(event, "email"),
      fate,
      said: why,
      kind: [word(event, "error"), word(event, "error_related_to")].join(" ").trim() || asWords(name),
      isSuppressed: isMailjet ? word(event, "error") === "preblocked" : name === "blocked",
    },
  ];
};

const readers: readonly Reader[] = [ses, sendGrid, mailgun, postmark, sparkPost, mandrill, resend, flat];
