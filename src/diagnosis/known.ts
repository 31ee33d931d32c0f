/** What the asker says of the servers (`--fact NAME=VALUE`), under the names that he may give it. */
import type { Question } from "./question.ts";

type Facts = Question["facts"];

const firstOf = (facts: Facts, names: readonly string[]): string | undefined =>
  names.map((name) => facts[name]).find((value) => value !== undefined && value !== "");

const listIn = (text: string | undefined): readonly string[] =>
  (text ?? "")
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((name) => name !== "");

/** The receiving domain's MX hosts, and those whose logs are read. */
export const mxHosts = (facts: Facts): readonly string[] => listIn(facts.mx);
export const logOf = (facts: Facts): readonly string[] => listIn(facts["log-of"]);

/** Does he vouch that no line is missing, or know that some are? Undefined where he does not say. */
export const isLogComplete = (facts: Facts): boolean | undefined => {
  const said = facts["log-complete"]?.toLowerCase();
  return said === undefined ? undefined : /^(?:yes|true|1|si|sì)$/.test(said);
};

/** What the sender was told, as he quotes it. */
export const senderGot = (facts: Facts): string | undefined => firstOf(facts, ["sender-got"]);

const sizeSettings = ["size-limit", "message_size_limit", "c_mail_smtp_general_maxsize"];
const units: Readonly<Record<string, number>> = { "": 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** The most that a message may have, in bytes: "26214400", "25 MB". */
export function sizeLimit(facts: Facts): number | undefined {
  const [, number, unit = ""] = /^([\d.]+)\s*([kmg]?)i?b?$/i.exec(firstOf(facts, sizeSettings)?.trim() ?? "") ?? [];
  return number === undefined ? undefined : Number(number) * (units[unit.toLowerCase()] ?? 1);
}
