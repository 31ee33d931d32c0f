/** Zones by the names that people and mail programs give them. */
import { Zone } from "./zone.ts";

/** RFC 5322 §4.3 has those of North America. A name of several zones ("IST") is none. */
const names: Readonly<Record<string, string>> = {
  z: "UTC",
  ut: "UTC",
  utc: "UTC",
  gmt: "UTC",
  wet: "+00:00",
  west: "+01:00",
  bst: "+01:00",
  cet: "+01:00",
  met: "+01:00",
  mez: "+01:00",
  cest: "+02:00",
  mest: "+02:00",
  mesz: "+02:00",
  eet: "+02:00",
  eest: "+03:00",
  msk: "+03:00",
  est: "-05:00",
  edt: "-04:00",
  cst: "-06:00",
  cdt: "-05:00",
  mst: "-07:00",
  mdt: "-06:00",
  pst: "-08:00",
  pdt: "-07:00",
  jst: "+09:00",
  aest: "+10:00",
  aedt: "+11:00",
  pt: "america/los_angeles",
};

/** Cities and countries, as they are named with "time" or "ora di". */
const cities: Readonly<Record<string, string>> = {
  "europe/rome": "roma rome rom romana milano italia italiana italian",
  "europe/berlin": "berlin berliner berlino berlín deutsche deutscher german",
  "europe/vienna": "wien wiener vienna",
  "europe/zurich": "zürich zürcher zurich zurigo",
  "europe/paris": "paris pariser parigi parís francia francese",
  "europe/madrid": "madrid españa",
  "europe/london": "london londoner londra londres uk",
  "america/new_york": "new_york eastern",
  "america/chicago": "chicago central",
  "america/los_angeles": "los_angeles california pacific",
};
const zonesOfCities = new Map(
  Object.entries(cities).flatMap(([zone, others]) => others.split(" ").map((city) => [city, zone] as const)),
);
/** All of them, for a regular expression. */
export const cityNames = [...zonesOfCities.keys()].join("|").replaceAll("_", "[ _]");

/** "CET", "Europe/Rome"; undefined for what is none, or might be several. */
export function zoneCalled(name: string): Zone | undefined {
  const meant = Object.hasOwn(names, name) ? names[name] : name.includes("/") ? name : undefined;
  try {
    return meant === undefined ? undefined : new Zone(meant);
  } catch {
    return undefined;
  }
}

/** The zone of a city that `cityNames` has. */
export const zoneOfCity = (city: string): Zone | undefined =>
  zoneCalled(zonesOfCities.get(city.replace(" ", "_")) ?? "");

/** The zone that is so far from UTC: "-0800", "+2", "+05:30"; undefined where none is as far as that. */
export function zoneOffBy(offset: string): Zone | undefined {
  const [, sign, hours = "", minutes = "00"] = /^([+-])(\d{1,2}):?(\d\d)?$/.exec(offset) ?? [];
  if (sign === undefined || Number(hours) > 14 || Number(minutes) > 59) return undefined;
  return new Zone(`${sign}${hours.padStart(2, "0")}:${minutes}`);
}
