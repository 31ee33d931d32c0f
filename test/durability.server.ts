/** A server with Maildirs below the folder that is named, for `durability.test.ts` to kill. Says its port on stdout. */
import { createDelivery } from "../src/mailbox/delivery.ts";
import { startUnderTest } from "./smtp-under-test.ts";

const { openMessage } = createDelivery({ root: process.argv[2] ?? "", hostname: () => "mx.example.test" });
const { server } = await startUnderTest({}, { openMessage });
process.stdout.write(`${server.port}\n`);
