/** Tells each session of the running server when it is over. */
import { z } from "zod";
import { judged } from "../../app/lists.ts";
import { repliesOf } from "../../app/reader.ts";
import { sessionRow as rowOf } from "../../app/session-document.ts";
import type { Session } from "../../sessions/session.ts";
import { defineLiveOperation } from "../operation.ts";
import { sessionRow } from "../schemas/session.ts";

/** Who does not take them gets no more: the list has them all. */
const mostWaiting = 1000;

export const sessionLive = defineLiveOperation({
  summary: "tell each session when it is over",
  route: "GET /live/sessions",
  access: "helpdesk",
  live: "session",
  input: z.strictObject({}),
  output: sessionRow,
  run: async function* (_, { live, data, signal }) {
    const site = await repliesOf(data);
    const came: Session[] = [];
    let wake = () => {};
    const end = live.watch((session) => {
      if (came.length < mostWaiting) came.push(session);
      wake();
    });
    signal.addEventListener("abort", () => wake());
    try {
      while (!signal.aborted) {
        for (const session of came.splice(0)) yield rowOf(judged(session, site));
        if (came.length > 0) continue;
        await new Promise<void>((resolve) => {
          wake = resolve;
          if (signal.aborted) resolve();
        });
      }
    } finally {
      end();
    }
  },
});
