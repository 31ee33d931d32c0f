/** Who writes to whom: domains of senders with their mail hosts, and what the name server says of all of them. */
import type { Lookup, Records } from "../name-server.ts";
import { hosts } from "./hosts.ts";

export interface Partner {
  readonly domain: string;
  readonly host: string;
  readonly ip: string;
}

/** Each has one mail host that writes its mail; what comes back goes to the host that takes everything. */
const domains = [
  "partner.example",
  "rossi-legal.example",
  "esp.example",
  "forwarder.example",
  "bank.example",
  "shop.example",
  "university.example",
  "freemail.example",
  "listed.example",
  "builders.example",
  "hotel.example",
  "clinic.example",
  "bulk.example",
  "printer.example",
  "museum.example",
  "garage.example",
  "bakery.example",
  "caller.example",
  "harvest.example",
  "oldtimer.example",
  "strict.example",
  "plaintext.example",
  "burst.example",
  "hasty.example",
] as const;

const partners: ReadonlyMap<string, Partner> = new Map(
  domains.map((domain, n) => [domain, { domain, host: `mail.${domain}`, ip: `127.0.20.${10 + n}` }]),
);

/** Senders of the crowd come from any of these. */
export const crowd: readonly Partner[] = Array.from({ length: 200 }, (_, n) => {
  const domain = domains[n % 8] ?? "partner.example";
  return { domain, host: `out${n}.${domain}`, ip: `127.0.60.${1 + n}` };
});

/** Hosts without a name. */
export const nameless = (n: number): string => `127.0.90.${n}`;

export const partnerOf = (domain: string): Partner =>
  partners.get(domain) ?? { domain, host: "mail.partner.example", ip: "127.0.20.10" };

const all = [...partners.values(), ...crowd];
const reversed = (ip: string): string => ip.split(".").reverse().join(".");

const entries: readonly (readonly [string, Records])[] = [
  ...[...partners.keys()].map((domain): [string, Records] => [
    domain,
    {
      MX: ["10 mx.takes.example"],
      TXT: [domain === "bank.example" ? "v=spf1 ip4:203.0.113.0/24 -all" : "v=spf1 a:mail -all"],
    },
  ]),
  ...all.map(({ host, ip }): [string, Records] => [host, { A: [ip] }]),
  ...all.map(({ host, ip }): [string, Records] => [`${reversed(ip)}.in-addr.arpa`, { PTR: [host] }]),
  ...Object.entries(hosts).flatMap(([domain, { ip, mx = `mx.${domain}` }]): [string, Records][] => [
    [domain, { MX: [`10 ${mx}`] }],
    [mx, { A: [ip] }],
  ]),
  // What the block list says of one of them.
  [`${reversed(partnerOf("listed.example").ip)}.zen.spamhaus.org`, { A: ["127.0.0.2"] }],
  ["nomail.example", { MX: ["0 ."] }],
  ["bare.example", {}],
  ["looping.example", { MX: ["10 mail.acme.example"] }],
  ["mail.acme.example", { A: ["127.0.0.1"] }],
  ["acme.example", { MX: ["10 mail.acme.example"] }],
];
const zone: ReadonlyMap<string, Records> = new Map(entries);

export const lookup: Lookup = (name) => (name.endsWith("broken.example") ? "fails" : zone.get(name));
