/** What is wrong with a value that somebody gave, in words for him. What a schema says itself stands before these. */
import type { z } from "zod";

const kinds: Readonly<Record<string, string>> = {
  ...{ number: "a number", int: "a whole number", boolean: "true or false", string: "a text" },
  ...{ array: "a list", object: "names with values", record: "names with values" },
};
const forms: Readonly<Record<string, string>> = {
  ...{ hostname: "a host name such as mail.example.org", ipv4: "an IPv4 address", ipv6: "an IPv6 address" },
  ...{ cidrv4: "an IPv4 network such as 192.0.2.0/24", cidrv6: "an IPv6 network such as 2001:db8::/32" },
};
/** Longer values are not said again. */
const longest = 60;

/** "takes a whole number from 1, not -3": behind the name. Undefined: the library's own words. */
export const inputWords: z.core.$ZodErrorMap = (issue) => {
  const { code, input } = issue;
  if (input === undefined && code === "invalid_type") return "is missing";
  switch (code) {
    case "invalid_type":
      return taken(kinds[issue.expected], input);
    case "invalid_format":
      return taken(forms[issue.format], input);
    case "invalid_value":
      return taken(`${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`, input);
    case "invalid_union":
      return taken(oneOf(issue.errors.flat().map(formOf)), input);
    case "too_big":
      if (isCounted(issue.origin)) return `has more than ${counted(issue.maximum, issue.origin)}`;
      return taken(issue.inclusive === false ? `less than ${issue.maximum}` : `at most ${issue.maximum}`, input);
    case "too_small":
      if (isCounted(issue.origin))
        return Number(issue.minimum) === 1 ? "is empty" : `has less than ${counted(issue.minimum, issue.origin)}`;
      return taken(issue.inclusive === false ? `more than ${issue.minimum}` : `at least ${issue.minimum}`, input);
    default:
      return undefined;
  }
};

/** What one way of several asks for. */
const formOf = (issue: z.core.$ZodIssue): string | undefined =>
  issue.code === "invalid_format"
    ? forms[issue.format]
    : issue.code === "invalid_type"
      ? kinds[issue.expected]
      : undefined;

/** "an IPv4 address, an IPv6 address or a host name"; undefined where one of them has no words. */
function oneOf(ways: readonly (string | undefined)[]): string | undefined {
  const known = [...new Set(ways)].filter((way) => way !== undefined);
  if (known.length === 0 || ways.includes(undefined)) return undefined;
  return [known.slice(0, -1).join(", "), known.at(-1)].filter((part) => part !== "").join(" or ");
}

const isCounted = (origin: string): boolean => origin === "string" || origin === "array";
const counted = (most: number | bigint, origin: string): string =>
  `${most} ${origin === "string" ? "characters" : "entries"}`;

function taken(what: string | undefined, input: unknown): string | undefined {
  const isShown = typeof input === "string" || typeof input === "boolean" || Number.isFinite(input);
  const shown = isShown ? JSON.stringify(input) : "";
  return what && `takes ${what}${shown !== "" && shown.length <= longest ? `, not ${shown}` : ""}`;
}
