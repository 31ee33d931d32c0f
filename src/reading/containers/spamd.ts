/** What spamd writes itself: into a file (`-s FILE`), and on its standard error, where the time has no year. */
import type { Container } from "../container.ts";
import { clockFile } from "./clock-file.ts";
import { behind, ownFile } from "./own-file.ts";

const level = /^\[\d{1,8}\] (?:info|warn|error|dbg): /;
const levelBytes = "[12345678] error: ".length;

const file = clockFile("spamd", "spamd", /^ \[\d{1,8}\] (?:info|warn|error|dbg): /, levelBytes + 1);
const output = ownFile("spamd", (line, from) => behind(line, from, level, levelBytes));

export const spamdFile: Container = {
  id: "spamd",
  open: (context) => {
    const ways = [file.open(context), output.open(context)];
    return (line) => ways.some((strip) => strip(line));
  },
};
