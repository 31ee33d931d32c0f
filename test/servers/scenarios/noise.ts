/** What goes on beside: ordinary mail of others, unknown users, probes, bots, retries and mail programs that look for mail. */
import { password } from "../dovecot.ts";
import { imapClient } from "../mail-client.ts";
import { quit, say, send, untilClosed, visit } from "./client.ts";
import type { EximSite } from "./exim-site.ts";
import { type OwnSite, offer } from "./own-site.ts";
import { crowd, nameless } from "./partners.ts";
import type { ReceivingSite } from "./receiving-site.ts";
import type { SendingSite } from "./sending-site.ts";

/** What goes on at a site. */
export interface Noise {
  /** Ends it, on a slow machine once there has been enough of it. */
  end(): Promise<void>;
}

/** Without so much of it a site is too quiet for anything to be mistaken for another. */
const leastTurns = 50;

type Turn = (n: number) => Promise<unknown>;

/** Takes turns one after the other, with a pause between them. A turn that fails fails the test when the noise is ended. */
function noise(turns: readonly Turn[], pauseMs: number): Noise {
  let goesOn = true;
  const run = async () => {
    let n = 0;
    for (; goesOn || n < leastTurns; n++) {
      await turns[n % turns.length]?.(n);
      await new Promise((later) => setTimeout(later, pauseMs));
    }
  };
  const running = run();
  running.catch(() => {});
  return {
    end: () => {
      goesOn = false;
      return running;
    },
  };
}

const names = [
  "mario",
  "maria",
  "marco",
  "paul",
  "paula",
  "pauline",
  "lucia",
  "luca.b",
  "eva",
  "ewa",
  "desk",
  "office",
];
/** The people of the scenarios write other mail that arrives. */
const known = [
  "piero@builders.example",
  "lucia@builders.example",
  "mia@clinic.example",
  "desk@hotel.example",
  "eva@rossi-legal.example",
  "ada@shop.example",
  "theo@museum.example",
  "max@garage.example",
  "uwe@hotel.example",
  "nina@museum.example",
];
/** None of them is asked about for mail of those. */
const theirReaders = ["a.rossi", "pia", "nico"];
const readers = ["a.rossi", "anna.rosso", "bruno", "carla", "dario", "elena", "fabio", "gina"];

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

function stranger(n: number) {
  const { domain, host, ip } = pick(crowd, n * 7);
  return { from: `${pick(names, n)}@${domain}`, helo: host, ip };
}

export function receivingNoise({ ports, dovecot }: ReceivingSite): Noise {
  const to = (n: number) => `${pick(readers, n)}@example.test`;
  const turns: readonly Turn[] = [
    (n) => send(ports.mx, { ...stranger(n), to: to(n), subject: `mail ${n}` }),
    (n) => send(ports.mx, { ...stranger(n), from: pick(known, n), to: `${pick(theirReaders, n)}@example.test` }),
    (n) => send(ports.mx, { ...stranger(n), to: [to(n), to(n + 3)] }),
    (n) => send(ports.mx, { ...stranger(n), to: `${pick(names, n + 5)}${n}@example.test` }),
    async (n) => {
      const { client } = await visit(ports.mx, nameless(100 + (n % 100)));
      await say(client, "EHLO ylmf-pc", "AUTH LOGIN");
      await quit(client);
    },
    async (n) => {
      const { client } = await visit(ports.mx, nameless(100 + (n % 90)));
      client.socket.end();
      await untilClosed(client);
    },
    (n) => send(ports.mx, { ...stranger(n), to: to(n + 1) }),
    async (n) => {
      const client = await imapClient(dovecot.ports.imap, { from: `127.0.71.${1 + (n % 200)}` });
      await client.say(`LOGIN ${pick(readers, n)}@example.test ${password}`);
      for (const line of ["SELECT INBOX", "NOOP", "LOGOUT"]) await client.say(line);
    },
    async (n) => {
      const { client } = await visit(ports.mx, pick(crowd, n).ip);
      await say(client, `EHLO ${pick(crowd, n).host}`);
      await quit(client);
    },
  ];
  return noise(turns, 40);
}

export function sendingNoise({ port }: SendingSite): Noise {
  const people = ["ann", "anna", "bob", "bobby", "carl", "carla"];
  const from = (n: number) => ({
    from: `${pick(people, n)}@acme.example`,
    ip: `127.0.80.${20 + (n % 100)}`,
    helo: `desk${n % 100}.acme.example`,
  });
  return noise(
    [
      (n) => send(port, { ...from(n), to: `friend${n % 5}@takes.example` }),
      (n) => send(port, { ...from(n), to: `colleague${n % 7}@bigmail.example` }),
      (n) => send(port, { ...from(n), to: `customer${n % 7}@office.example` }),
      (n) => send(port, { ...from(n), to: `anna.rosso@example.test` }),
      (n) => send(port, { ...from(n), from: "ann@acme.example", to: `bea@postfix.example` }),
      (n) => send(port, { ...from(n), to: `late${n}@down.example` }),
      (n) => send(port, { ...from(n), to: "friend@takes.example" }),
    ],
    100,
  );
}

export function eximNoise({ port }: EximSite): Noise {
  const from = (n: number) => ({
    from: `${pick(names, n)}@sender.example`,
    ip: `127.0.80.${120 + (n % 100)}`,
    helo: "mail.sender.example",
  });
  return noise(
    [
      (n) => send(port, { ...from(n), to: "alice@example.test" }),
      (n) => send(port, { ...from(n), to: ["bob@example.test", "carol@example.test"] }),
      (n) => send(port, { ...from(n), to: `nobody${n}@example.test` }),
      (n) => send(port, { ...from(n), from: "tara@sender.example", to: "alice@example.test" }),
      async (n) => {
        const { client } = await visit(port, `127.0.80.${120 + (n % 100)}`);
        await say(client, "EHLO mail.sender.example");
        await quit(client);
      },
    ],
    100,
  );
}

export function ownNoise({ mx }: OwnSite): Noise {
  const from = (n: number) => ({
    ip: `203.0.113.${1 + (n % 200)}`,
    from: `${pick(names, n)}@${pick(crowd, n).domain}`,
  });
  return noise(
    [
      (n) => offer(mx, { ...from(n), to: ["anna.rosso@example.test"] }),
      (n) => offer(mx, { ...from(n), to: ["bob@example.test", "alice@example.test"] }),
      (n) => offer(mx, { ...from(n), to: [`${pick(names, n)}${n}@example.test`] }),
      (n) => offer(mx, { ...from(n), from: "olaf@partner.example", to: ["alice@example.test"] }),
      (n) => offer(mx, { ...from(n), to: [] }),
    ],
    100,
  );
}
