/** The whole server on a folder of its own, with a network blocked by hand. Says its port on stdout. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeServer } from "../../src/app/server.ts";
import { schema } from "../../src/config/schema.ts";
import { anyPorts } from "../../test/any-ports.ts";
import { sampleAccounts } from "../../test/sample-accounts.ts";

const data = mkdtempSync(join(tmpdir(), "postino-guarded-"));
sampleAccounts(["bob"], data).close();
const config = schema.parse({ listeners: anyPorts, tls: { certificates: [] }, accounts: { quotaBytes: 0 } });
const server = await composeServer(config, data, Date.now);
server.blocks.add({ blocked: process.argv[2] ?? "", by: "bench" });
process.stdout.write(`${server.listeners[0]?.port}\n`);
process.once("SIGTERM", () => process.exit());
