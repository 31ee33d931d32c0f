/** msmtp's own log file (`logfile`): its stamp, and at once what it says of the message. */
import { behind, ownFile } from "./own-file.ts";

const head = /^(?=host=\S{0,300} tls=\w{2,10} auth=)/;

export const msmtpFile = ownFile("msmtp", (line, from) => behind(line, from, head, 350));
