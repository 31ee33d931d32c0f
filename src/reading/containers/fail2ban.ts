/** Fail2ban's own log file: its stamp, the part of it that speaks and its process, in columns. */
import { behind, ownFile } from "./own-file.ts";

const head = /^fail2ban\.\w{1,30} {0,30}\[\d{1,12}\]: (?=[A-Z])/;

export const fail2banFile = ownFile("fail2ban", (line, from) => behind(line, from, head, 100));
