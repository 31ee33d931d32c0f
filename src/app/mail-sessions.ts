/** Sessions without those of the web page: a login there is no mail, and proves nothing about any. */
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";

const isMail = ({ service }: Session): boolean => service !== "web";

export const mailSessions = (source: SessionSource): SessionSource => ({
  ...source,
  find: async (...asked) => (await source.find(...asked)).filter(isMail),
  before: async (...asked) => (await source.before(...asked)).filter(isMail),
  between: async (...asked) => (await source.between(...asked)).filter(isMail),
});
