/** The own log files of clamd and clamav-milter (`LogTime`): the time, then an arrow. */
import { clockFile } from "./clock-file.ts";

export const clamavFile = clockFile("clamav", "clamd", /^ -> /, 4);
