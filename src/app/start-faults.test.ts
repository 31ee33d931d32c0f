import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { schema } from "../config/schema.ts";
import { refuseStart, startFaults } from "./start-faults.ts";

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "postino-start-"));
});
afterEach(() => rmSync(data, { recursive: true }));

const known = () => ({ data, hasOwnDomain: () => true, asRoot: false });
const faultsOf = (config: object, more: object = {}) =>
  startFaults(schema.parse(config), { ...known(), ...more }).map(({ path, text }) => `${path}: ${text}`);

test("a configuration as the first start makes it has no fault", () => {
  expect(faultsOf({})).toEqual([]);
  expect(faultsOf({}, { asRoot: true, hasOwnDomain: () => false })).toEqual([]);
});

test("each port is one listener's, on addresses that meet, but for sockets that were opened before", () => {
  const same = { mx: { port: 2587 }, submissions: { port: 8025 } };
  expect(faultsOf({ listeners: same })).toEqual([
    "listeners.submission.port: 2587 is the port of listeners.mx.port already; take another",
    "web.port: 8025 is the port of listeners.submissions.port already; take another",
  ]);
  expect(faultsOf({ listeners: same, web: { enabled: false } }, { sockets: { mx: 3 } })).toEqual([]);
  const on = (mx: string, submission: string) =>
    faultsOf({ listeners: { mx: { address: mx, port: 25 }, submission: { address: submission, port: 25 } } });
  expect(on("192.0.2.1", "192.0.2.2")).toEqual([]);
  expect(on("0.0.0.0", "::1")).toEqual([]);
  expect(on("0.0.0.0", "192.0.2.2")).toHaveLength(1);
  expect(on("192.0.2.1", "::")).toHaveLength(1);
  expect(faultsOf({ listeners: { mx: { port: 0 }, submission: { port: 0 } } })).toEqual([]);
  expect(faultsOf({ listeners: { lmtp: { enabled: true, socket: "", port: 2525 } } })).toHaveLength(1);
});

test("who must encrypt needs a certificate, and its file", () => {
  const missing = { certificate: "absent.pem", key: "absent.key" };
  expect(faultsOf({ tls: { certificates: [missing] } })).toEqual([
    expect.stringMatching(/^tls\.certificates: cannot read absent\.pem: ENOENT/),
  ]);
  expect(faultsOf({ tls: { certificates: [] }, web: { address: "192.0.2.1" } })).toEqual([
    expect.stringMatching(/^listeners\.submissions\.enabled: it needs a certificate/),
    expect.stringMatching(/^web\.address: 192\.0\.2\.1 .* needs a certificate/),
  ]);
});

test("root may not serve others on a folder of its own, and goes on as a user that is there", () => {
  const open = { mx: { address: "0.0.0.0" } };
  expect(faultsOf({ server: { user: "no-such-user" } }, { asRoot: true })).toEqual([
    expect.stringMatching(/^server\.user: no-such-user: .*name a user of this machine/),
  ]);
  expect(faultsOf({ server: { allowRoot: true }, listeners: open }, { asRoot: true })).toEqual([]);
  // A folder that is not there yet will be root's.
  data = join(data, "absent");
  expect(faultsOf({ listeners: open }, { asRoot: true })).toEqual([
    expect.stringMatching(/^listeners\.mx\.address: root may not serve 0\.0\.0\.0: set server\.user/),
  ]);
  data = join(data, "..");
});

test("a change is refused for what it makes wrong, not for what was wrong already", () => {
  const [before, next] = [{ port: 2587 }, { port: 2465 }].map((mx) => schema.parse({ listeners: { mx } }));
  if (!before || !next) throw new Error("two configurations");
  expect(() => refuseStart({ ...before, web: { ...before.web, port: 1 } }, before, known())).not.toThrow();
  expect(() => refuseStart(next, before, known())).toThrow(/^listeners\.submissions\.port: 2465 is the port of /);
  expect(() => refuseStart(before, undefined, known())).toThrow(/^listeners\.submission\.port: /);
});
