/** BDAT: a chunk of content of a told size follows; the last one ends the message (RFC 3030). */
import { anyPhase, defineCommand, phaseOf, refuse, type SmtpAnswer } from "../command.ts";
import { outOfOrder, withoutRecipients } from "../replies.ts";

/** 18 digits are more than any disk has, and a number still holds them well enough to refuse them. */
const form = /^(\d{1,18})( +LAST)?$/i;

export const bdat = defineCommand({
  verb: "BDAT",
  phases: anyPhase,
  argumentLogged: true,
  shape: form,
  run: (state, argument) => {
    const [whole, size, last] = form.exec(argument) ?? [];
    if (whole === undefined) {
      // How much follows is not known: the engine takes all that comes for content.
      return refuse("syntax.chunk", "session.protocol-error", 501, "5.5.4", "BDAT needs a size, and may have LAST");
    }
    const chunk = { chunkBytes: Number(size), last: last !== undefined, discard: false };
    // A refused chunk comes all the same, and is read before it is answered (RFC 3030 §2).
    const refused = (answer: SmtpAnswer): SmtpAnswer => ({ ...answer, next: { ...chunk, discard: true } });
    const { transaction } = state;
    const phase = phaseOf(state);
    if (phase === "start" || phase === "greeted") return refused(outOfOrder(phase));
    if (!transaction || transaction.recipients.length === 0) return refused(withoutRecipients(transaction));
    if (transaction.unfinished) {
      const text = "A transfer that broke goes on by DATA";
      return refused(refuse("sequence", "session.protocol-error", 503, "5.5.1", text));
    }
    return {
      reply: { code: 250, enhanced: "2.0.0", text: `${chunk.chunkBytes} bytes received` },
      state: { ...state, transaction: { ...transaction, chunking: true } },
      next: chunk,
    };
  },
});
