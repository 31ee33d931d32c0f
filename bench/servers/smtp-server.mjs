/** npm smtp-server, each line of its transcript written to a file, mail thrown away. Arguments: the package's folder, the log. */
import { openSync, writeSync } from "node:fs";
import { createRequire } from "node:module";

const [packages, path] = process.argv.slice(2);
const { SMTPServer } = createRequire(`${packages}/`)("smtp-server");
const file = openSync(path, "a");
const line = (level, { cid, tnx }, format, ...words) => {
  let at = 0;
  const text = String(format).replace(/%[sd]/g, () => String(words[at++]));
  writeSync(file, `${new Date().toISOString()} ${level} ${cid} ${tnx} ${text}\n`);
};
const levels = ["trace", "debug", "info", "warn", "error", "fatal"];
const logger = Object.fromEntries(levels.map((level) => [level, (meta, ...rest) => line(level, meta ?? {}, ...rest)]));
const server = new SMTPServer({
  logger,
  authOptional: true,
  disableReverseLookup: true,
  disabledCommands: ["STARTTLS"],
  socketTimeout: 3_600_000,
  maxClients: 100_000,
  onData(stream, _session, done) {
    stream.resume();
    stream.on("end", () => done(null, "taken"));
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => process.stdout.write(`${server.server.address().port}\n`));
