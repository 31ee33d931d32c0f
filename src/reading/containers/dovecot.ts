/** Dovecot's own log file (`log_path`): its default stamp, then the service, the level and the text. */
import { behind, ownFile } from "./own-file.ts";

/** Services have short names, users and sessions behind them too; the level makes the line Dovecot's own. */
const head = /^(?=[a-z][a-z0-9-]{0,40}(?=[:(<[{]| [([<{]).{0,900}?: (?:Info|Warning|Error|Fatal|Panic|Debug): )/s;

export const dovecotFile = ownFile("dovecot", (line, from) => behind(line, from, head, 1024));
