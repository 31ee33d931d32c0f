/** Does an address belong to whom people call by a name: a person, an office, a company? And is it the one that was meant, but for a slip? */
import { editDistance } from "../base/distance.ts";
import { domainOf, localPartOf, normaliseAddress, withoutTag } from "./address.ts";
import { isPublicDomain } from "./public-domains.ts";

/** Legal forms and titles, which no address bears. */
const empty = new Set(
  "srl spa snc sas ag gmbh kg ohg ltd llc inc corp co sa sl slu sarl bv ev dott dr prof ing sig signora signor herr frau mr mrs ms mme".split(
    " ",
  ),
);

/** "Müller" is written mueller, muller or müller. */
const spellings = (word: string): readonly string[] => [
  word,
  word.normalize("NFD").replace(/\p{M}/gu, ""),
  word.replaceAll("ä", "ae").replaceAll("ö", "oe").replaceAll("ü", "ue").replaceAll("ß", "ss"),
];

const partsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");

/** How an address stands to a name: `whole` (its local part or its domain), `person`, `company`; undefined for others. */
export type NameFit = "whole" | "person" | "company";

export function nameFit(name: string, address: string): NameFit | undefined {
  const said = name.trim().toLowerCase().normalize("NFC");
  const [local, domain] = [localPartOf(withoutTag(normaliseAddress(address))), domainOf(address) ?? ""];
  if (said === "" || local === "") return undefined;
  if (said === local || said === domain) return "whole";
  const words = partsOf(
    said.replaceAll(".", "").length > 3 ? said.replaceAll(/\b(\p{L})\.(?=\p{L}\.)/gu, "$1") : said,
  ).filter((word) => !empty.has(word));
  if (words.length === 0 || words.every((word) => word.length < 2)) return undefined;
  if (isPerson(words, local)) return "person";
  return isCompany(words, domain) ? "company" : undefined;
}

/** "Ada Rossi" is ada.rossi, rossi.ada, a.rossi, adarossi or arossi; "Ada" is ada.rossi. */
function isPerson(words: readonly string[], local: string): boolean {
  const parts = partsOf(local);
  const isPart = (word: string) => spellings(word).some((spelt) => parts.includes(spelt));
  if (words.every(isPart)) return true;
  const isInitial = (word: string) => parts.some((part) => part.length === 1 && word.startsWith(part));
  if (words.length > 1 && words.some(isPart) && words.every((word) => isPart(word) || isInitial(word))) return true;
  const whole = parts.join("");
  const [first = "", last = ""] = [words[0], words.at(-1)];
  return (
    words.length > 1 &&
    spellings(first).some((one) =>
      spellings(last).some((other) =>
        [one + other, other + one, one.charAt(0) + other, other + one.charAt(0)].includes(whole),
      ),
    )
  );
}

/** "Studio Legale" is studio-legale.it or studiolegale.example. */
function isCompany(words: readonly string[], domain: string): boolean {
  if (isPublicDomain(domain)) return false;
  const labels = domain.split(".").slice(0, -1);
  const joined = words.join("");
  return labels.some(
    (label) =>
      spellings(joined).includes(label.replaceAll("-", "")) ||
      (joined.length > 3 && words.every((word) => spellings(word).some((spelt) => label.split("-").includes(spelt)))),
  );
}

const withoutDigits = (text: string): string => text.replaceAll(/\d/g, "");

/** So many slips of the finger in a word of that length. */
const slipsIn = (word: string): number => (word.length > 6 ? 2 : word.length > 3 ? 1 : 0);

const isSlip = (one: string, other: string): boolean =>
  one !== other && withoutDigits(one) !== withoutDigits(other) && editDistance(one, other) <= slipsIn(one);

/** The same mailbox, but for the top-level domain, or a slip in the domain: "ada@volpe.com" for ada@volpe.example. */
export function isOtherDomain(asked: string, address: string): boolean {
  const [one, other] = [withoutTag(normaliseAddress(asked)), withoutTag(normaliseAddress(address))];
  const [wanted, given] = [domainOf(one), domainOf(other)];
  if (!wanted || !given || wanted === given || localPartOf(one) !== localPartOf(other)) return false;
  const nameOf = (domain: string) => domain.replace(/\.[^.]*$/, "");
  return nameOf(wanted) === nameOf(given) || isSlip(wanted, given);
}

/** The same domain, and a slip in the name before it. */
export function isSlipOf(asked: string, address: string): boolean {
  const [one, other] = [withoutTag(normaliseAddress(asked)), withoutTag(normaliseAddress(address))];
  return domainOf(one) === domainOf(other) && isSlip(localPartOf(one), localPartOf(other));
}
