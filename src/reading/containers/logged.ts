/** The head of a line that a syslog daemon wrote, as it stands in other loggers' words: stamp, host, program with its process id. */

/** With a zone, as collectors write it. */
export const isoStamp = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)`;
const stamp = String.raw`(?:(?:[A-Z][a-z]{2} )?[A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d(?:\.\d{1,9})?|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[\d.:+Z-]{0,20})`;
export const loggedHead = String.raw`(?:<\d{1,3}>)?${stamp} [\w.:-]{1,255} [\w./-]{1,100}\[\d{1,10}\]: `;
const logged = new RegExp(`^${loggedHead}`);

/** Does a text begin so? */
export const isLogged = (text: string): boolean => logged.test(text);
